import xxhash from 'xxhash-wasm';

const { h64ToString } = await xxhash();

/** 64 bits of a text as 16 hexadecimal digits (XXH64 of its UTF-8): how `why --text` finds a record by its whole text. */
export function textHash(text: string): string {
  return h64ToString(text);
}
