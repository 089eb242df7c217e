import { isUtf8 } from 'node:buffer';
import { wasm } from '../kernels/json-line-wasm.ts';
import { loadKernel } from '../kernels/load-kernel.ts';

/** A member's value: its text with the UTF-8 of it, null where it is null or absent. */
export type JsonString = { readonly text: string; readonly utf8: Uint8Array } | null;

/** Function of `json-line.as`. */
interface LineExports {
  readonly read: (
    ...all: readonly [
      ...[line: number, lineEnd: number, names: number],
      ...[count: number, values: number, target: number],
    ]
  ) => number;
}

// Where things lie in the kernel's memory, in bytes.
const valuesAt = 1024;
const mostNames = 64;
const namesAt = valuesAt + 16 * mostNames;
const lineAt = 2 ** 14;
const slack = 64;
/** A longer line is for JSON.parse, so that this memory stays small. */
const mostBytes = 2 ** 20;
/** Kinds of values that the kernel tells of. */
const [nothing, string] = [1, 2];

/**
 * Reads strings out of lines of JSON that are objects, without the rest of them: `names` are members of the object. The
 * function answers undefined for any line that must be left to JSON.parse: one that is no such object, has a value that is a list or an object,
 * names a member twice, or has one of `names` that is neither string nor null, or `null` in the place of an absent one.
 * Halves of surrogate pairs become U+FFFD. Memory: 2 MB for a thread.
 */
export function jsonStrings(names: readonly string[]): (line: Uint8Array) => readonly JsonString[] | undefined {
  const packed = packNames(names);
  if (packed === undefined) return () => undefined;
  return (line) => {
    if (line.length > mostBytes || !isUtf8(line)) return undefined;
    kernel ??= openKernel();
    const { bytes, numbers, read } = kernel;
    if (kernel.names !== packed) {
      bytes.set(packed, namesAt);
      kernel.names = packed;
    }
    bytes.set(line, lineAt);
    const target = lineAt + line.length + slack;
    if (read(lineAt, lineAt + line.length, namesAt, names.length, valuesAt, target) < 0) return undefined;
    const found: JsonString[] = [];
    for (let n = 0; n < names.length; n++) {
      const value = valuesAt / 4 + 4 * n;
      const kind = numbers[value] as number;
      if (kind > string) return undefined;
      if (kind < string) {
        found.push(null);
        if (kind === nothing) return undefined;
        continue;
      }
      const [from, to] = [numbers[value + 1] as number, numbers[value + 2] as number];
      const text = numbers[value + 3] === 1 ? bytes.toString('latin1', from, to) : bytes.toString('utf8', from, to);
      found.push({ text, utf8: bytes.subarray(from, to) });
    }
    return found;
  };
}

function packNames(names: readonly string[]): Uint8Array | undefined {
  // Half a surrogate pair in a name would be taken for this character.
  if (names.length > mostNames || names.some((name) => !name.isWellFormed() || name.includes('\ufffd')))
    return undefined;
  const encoded = names.map((name) => Buffer.from(name));
  const packed = Buffer.alloc(encoded.reduce((sum, name) => sum + 4 + ((name.length + 3) & ~3), 0));
  if (namesAt + packed.length > lineAt) return undefined;
  let at = 0;
  for (const name of encoded) {
    packed.writeUInt32LE(name.length, at);
    packed.set(name, at + 4);
    at += 4 + ((name.length + 3) & ~3);
  }
  return packed;
}

let kernel: ReturnType<typeof openKernel> | undefined;

function openKernel() {
  const pages = Math.ceil((lineAt + 2 * (mostBytes + slack)) / 2 ** 16);
  const { exports, memory } = loadKernel<LineExports>(wasm, pages, pages);
  const names: Uint8Array | undefined = undefined;
  return {
    bytes: Buffer.from(memory.buffer),
    numbers: new Uint32Array(memory.buffer),
    read: exports.read,
    names: names as Uint8Array | undefined,
  };
}
