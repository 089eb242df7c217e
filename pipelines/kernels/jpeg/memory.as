// Memory that the caller writes: see decoder-memory.ts for what it puts there.
export const COUNTS: usize = 1024; // 6 tables × 16 bytes: codes of 1 to 16 bits; 3 of DC, 3 of AC
export const SYMBOLS: usize = COUNTS + 6 * 16; // 6 × 256 bytes
export const STEPS: usize = SYMBOLS + 6 * 256; // 3 × 64 u32: twice the place in a block, quantization step << 16
export const BLOCKS: usize = STEPS + 3 * 256; // of an MCU: up to 6 × 32 bytes, see `decodeRun`
// Memory of the kernel.
export const LOOKUP: usize = BLOCKS + 6 * 32; // 6 × 8192 bytes: what the next 10 bits mean
export const LIMITS: usize = LOOKUP + 6 * 8192; // 6 × 16 i32: first 16 bits that are beyond the codes of a length
export const FIRSTS: usize = LIMITS + 6 * 64; // 6 × 16 i32: place of a length's symbols, less its first code
export const PREDICTORS: usize = FIRSTS + 6 * 64; // 3 i32
export const COEFFICIENTS: usize = PREDICTORS + 16; // 6 blocks × 64 i16
export const DYNAMIC: usize = COEFFICIENTS + 6 * 128;
