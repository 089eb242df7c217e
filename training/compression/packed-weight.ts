import type { ByteTensor } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import { dequantizeInt4, type Int4Weight, packNibbles, unpackNibbles, zeroCode } from './quantize-int4.ts';
import { dequantizeInt8, type Int8Weight } from './quantize-int8.ts';

/** A weight as a compressed file holds it. */
export type PackedWeight =
  | { readonly kind: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | Int8Weight
  | Int4Weight;

/**
 * How a packed weight lies in the file: `NAME` has its elements, `NAME.scales` their scales. Where `sparse`, `NAME` has
 * only those that are not 0, and `NAME.mask` a bit for each place, the first in the lowest bit of a byte, as the format
 * `sparse-bitmask` of compressed-tensors has it.
 */
export type WeightLayout = { readonly shape: readonly number[]; readonly sparse: boolean } & (
  | { readonly kind: 'float32' }
  | { readonly kind: 'int8'; readonly axis: number }
  | { readonly kind: 'int4'; readonly group: number }
);

type Stored = ReadonlyMap<string, HostTensor | ByteTensor>;

export function unpacked(weight: PackedWeight): HostTensor {
  if (weight.kind === 'int8') return dequantizeInt8(weight);
  if (weight.kind === 'int4') return dequantizeInt4(weight);
  return { dtype: 'float32', shape: weight.shape, data: weight.data };
}

/** The tensors that hold a weight; without its zeros where that takes fewer bytes. */
export function storeWeight(
  name: string,
  weight: PackedWeight,
): { readonly layout: WeightLayout; readonly tensors: Stored } {
  const codes = codesOf(weight);
  const isZero = weight.kind === 'int4' ? zeroCode : 0;
  const places = [...codes.keys()].filter((place) => codes[place] !== isZero);
  const bits = { float32: 32, int8: 8, int4: 4 }[weight.kind];
  const sparse = places.length * bits + codes.length < codes.length * bits;
  const kept = sparse ? codesAt(codes, places) : codes;
  const tensors = new Map<string, HostTensor | ByteTensor>([[name, tensorOf(weight, kept, sparse)]]);
  if (weight.kind !== 'float32') {
    tensors.set(`${name}.scales`, { dtype: 'float32', shape: [weight.scales.length], data: weight.scales });
  }
  if (sparse) {
    const mask = new Uint8Array(Math.ceil(codes.length / 8));
    for (const place of places) mask[place >> 3] = (mask[place >> 3] ?? 0) | (1 << (place & 7));
    tensors.set(`${name}.mask`, { dtype: 'uint8', shape: [mask.length], data: mask });
  }
  return { layout: layoutOf(weight, sparse), tensors };
}

/** A weight from its tensors. Throws RangeError where they do not fit its layout. */
export function readWeight(name: string, layout: WeightLayout, tensors: ReadonlyMap<string, HostTensor>): PackedWeight {
  const { shape, sparse } = layout;
  const count = shape.reduce((size, side) => size * side, 1);
  const places = sparse ? placesOf(dataOf(tensors, `${name}.mask`), count) : undefined;
  const stored = dataOf(tensors, name);
  const given = places?.length ?? count;
  const values = layout.kind === 'int4' ? unpackNibbles(Uint8Array.from(stored), given) : stored;
  if (values.length !== given) throw new RangeError(`"${name}" has ${values.length} elements, not ${given}`);
  const spread = <Codes extends Float32Array | Int8Array | Uint8Array>(codes: Codes): Codes => {
    if (places === undefined) codes.set(values);
    else for (const [index, place] of places.entries()) codes[place] = values[index] ?? 0;
    return codes;
  };
  if (layout.kind === 'float32') return { kind: 'float32', shape, data: spread(new Float32Array(count)) };
  const scales = Float32Array.from(dataOf(tensors, `${name}.scales`));
  if (layout.kind === 'int8') {
    return { kind: 'int8', shape, axis: layout.axis, data: spread(new Int8Array(count)), scales };
  }
  return { kind: 'int4', shape, group: layout.group, codes: spread(new Uint8Array(count).fill(zeroCode)), scales };
}

function codesOf(weight: PackedWeight): Float32Array | Int8Array | Uint8Array {
  return weight.kind === 'int4' ? weight.codes : weight.data;
}

function codesAt<Codes extends Float32Array | Int8Array | Uint8Array>(codes: Codes, places: readonly number[]): Codes {
  const kept = codes.slice(0, places.length) as Codes;
  for (const [index, place] of places.entries()) kept[index] = codes[place] ?? 0;
  return kept;
}

function tensorOf(
  weight: PackedWeight,
  codes: Float32Array | Int8Array | Uint8Array,
  sparse: boolean,
): HostTensor | ByteTensor {
  const shape = sparse ? [codes.length] : weight.shape;
  if (codes instanceof Float32Array) return { dtype: 'float32', shape, data: codes };
  if (codes instanceof Int8Array) return { dtype: 'int8', shape, data: codes };
  const data = packNibbles(codes);
  return { dtype: 'uint8', shape: [data.length], data };
}

function layoutOf(weight: PackedWeight, sparse: boolean): WeightLayout {
  const { kind, shape } = weight;
  if (kind === 'int8') return { kind, shape, sparse, axis: weight.axis };
  return kind === 'int4' ? { kind, shape, sparse, group: weight.group } : { kind, shape, sparse };
}

function placesOf(mask: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: count }, (_, place) => place).filter(
    (place) => (((mask[place >> 3] ?? 0) >> (place & 7)) & 1) === 1,
  );
}

function dataOf(tensors: ReadonlyMap<string, HostTensor>, name: string): HostTensor['data'] {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new RangeError(`there is no tensor "${name}"`);
  return tensor.data;
}
