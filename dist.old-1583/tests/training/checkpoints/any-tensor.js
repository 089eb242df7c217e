import fc from 'fast-check';
const anyShape = fc.array(fc.nat(4), { maxLength: 3 });
/** A tensor of some bits; every pattern may occur, NaNs with payload included. */
export const anyTensor = fc
    .tuple(anyShape, fc.boolean(), fc.nat())
    .map(([shape, whole, seed]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    const data = Int32Array.from({ length: size }, (_, index) => Math.imul(seed + index, 0x9e3779b1));
    return whole ? { dtype: 'int32', shape, data } : { dtype: 'float32', shape, data: new Float32Array(data.buffer) };
});
/** A tensor's bits: what equality of floats does not show. */
export function bitsOf({ dtype, shape, data }) {
    return { dtype, shape, bits: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex') };
}
//# sourceMappingURL=any-tensor.js.map