import { dataTypes } from '../../graph/data-type.ts';
import type { Output } from '../../graph/graph.ts';
import { type ReadAttribute, readAttribute } from '../../graph/read-attribute.ts';
import { notExportable } from '../not-exportable.ts';
import { formulaOf, type SizeFormula, type TraceSize } from './size-formula.ts';
import type { TracedNode, TracedPrediction } from './trace-prediction.ts';

/** A constant of a graph of any size: numbers that are always the same, or that follow from the size. */
export type SizedConstant =
  | { readonly kind: 'bytes'; readonly type: number; readonly shape: readonly number[]; readonly bytes: Uint8Array }
  | {
      readonly kind: 'sizes';
      readonly type: number;
      readonly shape: readonly number[];
      readonly values: readonly SizeFormula[];
    }
  | {
      readonly kind: 'filled';
      readonly type: number;
      readonly shape: readonly SizeFormula[];
      readonly value: Uint8Array;
    };

/** An operation in a graph of any size. Nodes are shared: equal objects are one node. */
export interface SizedNode {
  readonly op: string;
  readonly inputs: readonly SizedValue[];
  readonly attributes: Readonly<Record<string, ReadAttribute>>;
  /** Sides of its first output; undefined where they were not told. */
  readonly rank: number | undefined;
}

export type SizedValue =
  | { readonly kind: 'source'; readonly name: Output }
  | { readonly kind: 'constant'; readonly constant: SizedConstant }
  | { readonly kind: 'output'; readonly node: SizedNode; readonly index: number };

export interface SizedGraph {
  /** Each after those that it takes. */
  readonly nodes: readonly SizedNode[];
  readonly outputs: ReadonlyMap<string, SizedValue>;
}

/**
 * One graph for all sizes, of traces at `sizes`: the traces must be the same operations, and their constants, such as
 * shapes, follow from the size by a {@link SizeFormula}. Throws MillraceError `not-exportable` (usage) where they are not.
 */
export function sizedGraph(traces: readonly TracedPrediction[], sizes: readonly TraceSize[]): SizedGraph {
  const known = new Map<string, SizedValue>();
  const valueAt = (places: readonly Output[]): SizedValue => {
    const key = places.join('\n');
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = newValue(places);
    known.set(key, value);
    return value;
  };
  const nodes = new Map<string, SizedNode>();
  const newValue = (places: readonly Output[]): SizedValue => {
    const [first = ''] = places;
    const parts = places.map(partsOf);
    const found = parts.map(({ name }, trace) => traces[trace]?.nodes.get(name));
    if (found.every((node) => node === undefined)) {
      if (places.some((place) => place !== first)) throw differs('an input');
      return { kind: 'source', name: first };
    }
    const here = found.flatMap((node) => node ?? []);
    const [node] = here;
    if (node === undefined || here.length !== places.length) throw differs('an input');
    if (here.some(({ op }) => op !== node.op)) throw differs(node.op);
    if (node.op === 'Const') return { kind: 'constant', constant: constantOf(here, sizes) };
    const key = parts.map(({ name }) => name).join('\n');
    const made = nodes.get(key) ?? nodeOf(here, valueAt);
    nodes.set(key, made);
    return { kind: 'output', node: made, index: parts[0]?.index ?? 0 };
  };
  // In the order of the recording, so that a deep model is not a deep recursion.
  for (const places of reachable(traces)) valueAt(places);
  const outputs = outputNames(traces).map((name) => [name, valueAt(placesOf(traces, name))] as const);
  return { nodes: [...nodes.values()], outputs: new Map(outputs) };
}

function outputNames(traces: readonly TracedPrediction[]): readonly string[] {
  return [...(traces[0]?.outputs.keys() ?? [])];
}

function placesOf(traces: readonly TracedPrediction[], output: string): readonly Output[] {
  return traces.map(({ outputs }) => outputs.get(output) ?? '');
}

/** All that the outputs need, as places in each trace, each after those that it takes. */
function reachable(traces: readonly TracedPrediction[]): readonly (readonly Output[])[] {
  const found = new Map<string, readonly Output[]>();
  const open = outputNames(traces).map((name) => placesOf(traces, name));
  for (let places = open.pop(); places !== undefined; places = open.pop()) {
    const key = places.join('\n');
    if (found.has(key)) continue;
    found.set(key, places);
    const nodes = places.map((place, trace) => traces[trace]?.nodes.get(partsOf(place).name));
    for (const index of nodes[0]?.inputs.keys() ?? []) open.push(nodes.map((node) => node?.inputs[index] ?? ''));
  }
  const order = new Map([...(traces[0]?.nodes.keys() ?? [])].map((name, index) => [name, index]));
  const orderOf = ([first = '']: readonly Output[]): number => order.get(partsOf(first).name) ?? -1;
  return [...found.values()].sort((a, b) => orderOf(a) - orderOf(b));
}

function partsOf(place: Output): { readonly name: string; readonly index: number } {
  const colon = place.lastIndexOf(':');
  return colon < 0 ? { name: place, index: 0 } : { name: place.slice(0, colon), index: Number(place.slice(colon + 1)) };
}

function nodeOf(alike: readonly TracedNode[], valueAt: (places: readonly Output[]) => SizedValue): SizedNode {
  const [first] = alike;
  if (first === undefined) throw new Error('no traces');
  const { op, attributes, inputs, shape } = first;
  // Shapes of placeholders are told by their users.
  const decisive = Object.keys(attributes).filter((name) => name !== 'shape');
  for (const other of alike) {
    const same = decisive.every((name) => other.attributes[name]?.equals(attributes[name] ?? Buffer.alloc(0)));
    if (!same || other.inputs.length !== inputs.length) throw differs(op);
  }
  return {
    op,
    inputs: inputs.map((_, index) => valueAt(alike.map((node) => node.inputs[index] ?? ''))),
    attributes: Object.fromEntries(decisive.map((name) => [name, readAttribute(attributes[name] ?? Buffer.alloc(0))])),
    rank: shape?.length,
  };
}

function constantOf(alike: readonly TracedNode[], sizes: readonly TraceSize[]): SizedConstant {
  const tensors = alike.map(({ attributes }) => readAttribute(attributes['value'] ?? Buffer.alloc(0)).tensor);
  const [first] = tensors;
  if (first === undefined) throw differs('Const');
  const { type, shape, bytes } = first;
  const all = tensors.map((tensor) => tensor ?? first);
  const sameShape = all.every((tensor) => String(tensor.shape) === String(shape));
  if (sameShape && all.every((tensor) => Buffer.compare(tensor.bytes, bytes) === 0)) {
    return { kind: 'bytes', type, shape, bytes };
  }
  if (sameShape) {
    const numbers = all.map(numbersOf);
    const values = (numbers[0] ?? []).map((_, index) =>
      formulaOf(
        numbers.map((each) => each[index] ?? Number.NaN),
        sizes,
      ),
    );
    return { kind: 'sizes', type, shape, values: values.map((value) => value ?? raise('Const')) };
  }
  const value = bytes.subarray(0, bytes.length / Math.max(1, product(shape)));
  if (!all.every((tensor) => isFilled(tensor.bytes, value) && tensor.shape.length === shape.length)) raise('Const');
  const sides = shape.map((_, side) =>
    formulaOf(
      all.map((tensor) => tensor.shape[side] ?? 0),
      sizes,
    ),
  );
  return { kind: 'filled', type, shape: sides.map((side) => side ?? raise('Const')), value };
}

function isFilled(bytes: Uint8Array, value: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += value.length) {
    if (Buffer.compare(bytes.subarray(at, at + value.length), value) !== 0) return false;
  }
  return value.length > 0;
}

/** Elements of a tensor of the types that constants of a traced graph have. */
export function numbersOf({ type, bytes }: { readonly type: number; readonly bytes: Uint8Array }): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const each = (size: number, read: (at: number) => number): number[] =>
    Array.from({ length: bytes.byteLength / size }, (_, index) => read(index * size));
  switch (type) {
    case dataTypes.float32:
      return each(4, (at) => view.getFloat32(at, true));
    case dataTypes.int32:
      return each(4, (at) => view.getInt32(at, true));
    case dataTypes.int64:
      return each(8, (at) => Number(view.getBigInt64(at, true)));
    default:
      return [...bytes];
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, side) => all * side, 1);
}

function raise(op: string): never {
  throw differs(op);
}

function differs(op: string): Error {
  return notExportable(
    'onnx',
    `the model is another one for another size of its input (${op})`,
    'export it as safetensors, or with the settings of a model that is the same for all sizes',
  );
}
