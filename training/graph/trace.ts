import { MillraceError } from '../../core/errors.ts';
import type { NativeBackend, NodeAttribute } from '../backend/backend.ts';
import type { Tensor } from '../tensorflow.ts';
import { type AttributeValue, attributeOf, integerAttribute, typeAttribute } from './attribute.ts';
import { dataTypes } from './data-type.ts';
import type { Graph, Output } from './graph.ts';

/** Turns eager TensorFlow.js code into nodes of a graph, by running it once. */
export interface Tracer {
  /** Makes `tensor` stand for an output of the graph: a placeholder's, or a variable's. */
  readonly bind: (tensor: Tensor, output: Output) => void;
  /** The output that computes `tensor`. Throws MillraceError `not-traced` for a tensor made outside. */
  readonly outputOf: (tensor: Tensor) => Output;
  /**
   * Runs `compute` and records each operation and each value that comes from JavaScript as a constant. So branches,
   * shapes and numbers of JavaScript are those of this one run. Not to be nested. Throws MillraceError `not-traced`
   * for a tensor from outside that is not bound, and `not-encoded` for an attribute that has no encoding here.
   */
  readonly trace: <Result>(compute: () => Result) => Result;
}

type Binding = NativeBackend['binding'];

export function newTracer(graph: Graph, native: NativeBackend): Tracer {
  const outputs = new Map<number, Output>();
  const { binding } = native;
  const idOf = (tensor: Tensor): number => {
    const [id] = native.getInputTensorIds([tensor]);
    if (id === undefined) throw notTraced('its result');
    return id;
  };
  const outputFor = (id: number, user: string): Output => {
    const found = outputs.get(id);
    if (found === undefined) throw notTraced(user);
    return found;
  };
  const createTensor: Binding['createTensor'] = (shape, type, values) => {
    const id = binding.createTensor(shape, type, values);
    const bytes = contentBytes(type, values);
    if (bytes !== undefined) outputs.set(id, graph.constant(type, shape, bytes));
    return id;
  };
  const executeOp: Binding['executeOp'] = (op, attributes, inputs, outputCount) => {
    const results = binding.executeOp(op, attributes, inputs, outputCount);
    const from = inputs.map((id) => outputFor(id, op));
    const [first] = results;
    const inferred = first === undefined ? {} : inferredAttributes(op, inputs.length, first.dtype);
    const encoded = { ...inferred, ...encodeAttributes(binding, op, attributes) };
    const name = graph.add(op, from, encoded, first === undefined ? {} : { shape: first.shape });
    for (const [index, result] of results.entries()) outputs.set(result.id, `${name}:${index}`);
    return results;
  };
  return {
    bind: (tensor, output) => outputs.set(idOf(tensor), output),
    outputOf: (tensor) => outputFor(idOf(tensor), 'a result'),
    trace: (compute) => {
      native.binding = Object.create(binding, {
        createTensor: { value: createTensor },
        executeOp: { value: executeOp },
      });
      try {
        return compute();
      } finally {
        native.binding = binding;
      }
    },
  };
}

/** Attributes that the eager runtime finds by itself and that TensorFlow.js leaves out. */
function inferredAttributes(op: string, inputs: number, type: number): Readonly<Record<string, AttributeValue>> {
  switch (op) {
    case 'ConcatV2':
      return { N: integerAttribute(inputs - 1) };
    case 'Pack':
    case 'AddN':
      return { N: integerAttribute(inputs) };
    case 'ExpandDims':
      return { T: typeAttribute(type), Tdim: typeAttribute(dataTypes.int32) };
    default:
      return {};
  }
}

function encodeAttributes(
  binding: Binding,
  op: string,
  attributes: readonly NodeAttribute[],
): Readonly<Record<string, AttributeValue>> {
  const encoded: Record<string, AttributeValue> = {};
  for (const attribute of attributes) {
    const value = attributeOf(binding, attribute);
    if (value === undefined) {
      throw new MillraceError('not-encoded', `attribute "${attribute.name}" of ${op} has no encoding in a graph`, {
        hint: 'Add its kind to training/graph/attribute.ts.',
      });
    }
    encoded[attribute.name] = value;
  }
  return encoded;
}

/** Undefined for a type that no node here takes: its user fails as not traced. */
function contentBytes(type: number, values: object): Uint8Array | undefined {
  switch (type) {
    case dataTypes.float32:
      return Buffer.from(Float32Array.from(values as ArrayLike<number>).buffer);
    case dataTypes.int32:
      return Buffer.from(Int32Array.from(values as ArrayLike<number>).buffer);
    case dataTypes.int64:
      // As pairs of 32 bits, the low ones first: TensorFlow.js has no 64.
      return Buffer.from(Int32Array.from(values as ArrayLike<number>).buffer);
    case dataTypes.bool:
      return Uint8Array.from(values as ArrayLike<number>);
    default:
      return undefined;
  }
}

function notTraced(user: string): MillraceError {
  return new MillraceError('not-traced', `${user} uses a tensor that was made outside the traced step`, {
    hint: 'Make it inside the step, or feed it as an input.',
  });
}
