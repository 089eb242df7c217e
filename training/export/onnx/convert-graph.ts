import { dataTypes } from '../../graph/data-type.ts';
import type { HostTensor } from '../../host-tensor.ts';
import { notExportable } from '../not-exportable.ts';
import type { Conversion } from './conversion.ts';
import type { OnnxGraph, OnnxType } from './onnx-model.ts';
import { operations } from './operations/operations.ts';
import { fixed, isFixed, type SizeFormula } from './size-formula.ts';
import { type SizeVectors, sizeVectors } from './size-vectors.ts';
import { numbersOf, type SizedConstant, type SizedGraph, type SizedNode, type SizedValue } from './sized-graph.ts';
import { sourceNames } from './trace-prediction.ts';

export interface GraphSources {
  readonly weights: ReadonlyMap<string, HostTensor>;
  /** The value of an input of the prediction, in the type that the prediction takes. */
  readonly input: (name: string) => string;
  /** int64 [1]: samples, and the length of each. */
  readonly samples: () => string;
  readonly length: () => string;
}

/** Adds a graph's operations in ONNX's words; gives the values of its outputs. Throws MillraceError `not-exportable`. */
export function convertGraph(
  { nodes, outputs }: SizedGraph,
  graph: OnnxGraph,
  sources: GraphSources,
): ReadonlyMap<string, string> {
  const sizes = sizeVectors(graph, sources);
  const values = new Map<SizedNode, readonly string[]>();
  const known = new Map<string, string>();
  const sourceOf = (name: string): string => {
    const found = known.get(name) ?? newSource(graph, sources, name);
    known.set(name, found);
    return found;
  };
  const valueAt = (value: SizedValue): string => {
    if (value.kind === 'source') return sourceOf(value.name);
    if (value.kind === 'constant') return constantValue(graph, sizes, value.constant);
    return values.get(value.node)?.[value.index] ?? '';
  };
  for (const node of nodes) {
    const operation = operations[node.op];
    if (operation === undefined) throw unknown(node.op, 'it');
    const made = operation(conversionOf(node, graph, sizes, valueAt, sources.weights));
    values.set(node, typeof made === 'string' ? [made] : made);
  }
  return new Map([...outputs].map(([name, value]) => [name, valueAt(value)]));
}

function newSource(graph: OnnxGraph, { weights, input }: GraphSources, name: string): string {
  const kind = name.slice(0, name.indexOf(' '));
  const own = name.slice(kind.length + 1);
  if (name !== sourceNames.weight(own)) return input(own);
  const tensor = weights.get(own);
  if (tensor === undefined) throw notExportable('onnx', `the checkpoint has no weight "${own}"`, 'train the run anew');
  const { data, shape } = tensor;
  return graph.constant('float32', shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength), own);
}

function conversionOf(
  node: SizedNode,
  graph: OnnxGraph,
  vectors: SizeVectors,
  valueAt: (value: SizedValue) => string,
  weights: GraphSources['weights'],
): Conversion {
  const at = (index: number): SizedValue => {
    const value = node.inputs[index];
    if (value === undefined) throw unknown(node.op, `input ${index} of it`);
    return value;
  };
  const sizes = (index: number): readonly SizeFormula[] => {
    const value = at(index);
    if (value.kind !== 'constant') throw unknown(node.op, `a computed input ${index} of it`);
    if (value.constant.kind === 'sizes') return value.constant.values;
    if (value.constant.kind === 'bytes') return numbersOf(value.constant).map(fixed);
    throw unknown(node.op, `input ${index} of any size of it`);
  };
  const emitMany: Conversion['emitMany'] = (op, inputs, attributes, outputs) =>
    graph.node(op, inputs, attributes, outputs);
  return {
    node,
    input: (index) => valueAt(at(index)),
    inputs: () => node.inputs.map(valueAt),
    rankOf: (index) => rankOf(at(index), weights),
    sizes,
    numbers: (index) =>
      sizes(index).map((size) => {
        if (isFixed(size)) return size.constant;
        throw unknown(node.op, `input ${index} of another size of it`);
      }),
    vector: vectors.vector,
    integers: (...numbers) => vectors.vector(numbers.map(fixed)),
    float: (value) => graph.constant('float32', [], Buffer.from(Float32Array.of(value).buffer)),
    emitMany,
    emit: (op, inputs, attributes = {}) => emitMany(op, inputs, attributes, 1)[0] ?? '',
    unsupported: (what) => unknown(node.op, `${what} of it`),
  };
}

function rankOf(value: SizedValue, weights: GraphSources['weights']): number {
  if (value.kind === 'output') return value.node.rank ?? 0;
  if (value.kind === 'constant') return value.constant.shape.length;
  return weights.get(value.name.slice(sourceNames.weight('').length))?.shape.length ?? 0;
}

function constantValue(graph: OnnxGraph, { vector }: SizeVectors, constant: SizedConstant): string {
  const type = typeOf(constant.type);
  if (constant.kind === 'bytes') return graph.constant(type, constant.shape, constant.bytes);
  if (constant.kind === 'filled') {
    return graph.node('Expand', [graph.constant(type, [], constant.value), vector(constant.shape)])[0] ?? '';
  }
  const shape = vector(constant.shape.map(fixed));
  const numbers = graph.node('Cast', [vector(constant.values)], { to: type === 'float32' ? 1 : 6 })[0] ?? '';
  return graph.node('Reshape', [numbers, shape])[0] ?? '';
}

function typeOf(type: number): OnnxType {
  const [name] = Object.entries(dataTypes).find(([, number]) => number === type) ?? [];
  if (name === undefined) throw unknown('Const', `type ${type} of it`);
  return name as keyof typeof dataTypes;
}

function unknown(op: string, what: string): Error {
  return notExportable(
    'onnx',
    `the model computes with TensorFlow's ${op}, and ${what} has no form in ONNX here`,
    'add it to training/export/onnx/operations, or export the weights as safetensors',
  );
}
