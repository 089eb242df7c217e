import { type AttributeValue, shapeAttribute, tensorAttribute, typeAttribute, unknownShape } from './attribute.ts';
import { dataTypes } from './data-type.ts';
import { bytesField, message, varintField } from './protobuf.ts';

/** An output of a node, `name:index`. */
export type Output = string;

/** What must run before a node without being its input, `^name`. */
export type Control = string;

export interface Node {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly (Output | Control)[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A TensorFlow graph that is being put together. */
export interface Graph {
  readonly nodes: readonly Node[];
  /** Gives the node's name: the one asked for, or a new one from the operation's. `shape` is its first output's. */
  readonly add: (
    op: string,
    inputs: readonly (Output | Control)[],
    attributes: Readonly<Record<string, AttributeValue>>,
    more?: { readonly name?: string; readonly shape?: readonly number[] },
  ) => string;
  /** Small constants that are equal are one node. */
  readonly constant: (type: number, shape: readonly number[], bytes: Uint8Array) => Output;
}

/**
 * `AddN` of more than two begins with whichever of its inputs has a buffer to write into: a matter of timing, and the
 * last bits would change from run to run. TensorFlow's optimizer makes one of additions that follow each other, so what
 * stands between two of them here is an identity to everyone but the optimizer.
 */
const additions: ReadonlySet<string> = new Set(['Add', 'AddV2', 'AddN']);

export function newGraph(): Graph {
  const nodes: Node[] = [];
  const constants = new Map<string, Output>();
  const sums = new Map<Output, AttributeValue>();
  const add: Graph['add'] = (op, inputs, attributes, { name, shape } = {}) => {
    const [first, second, ...rest] = inputs;
    if (op === 'AddN' && first !== undefined && second !== undefined && rest.length > 0) {
      const { T = typeAttribute(dataTypes.float32) } = attributes;
      const more = shape === undefined ? {} : { shape };
      return rest.reduce(
        (total, term) => add('AddV2', [`${total}:0`, term], { T }, more),
        add('AddV2', [first, second], { T }, more),
      );
    }
    const isSum = additions.has(op);
    const terms = isSum ? inputs.map((term) => settled(term, attributes)) : inputs;
    const named = name ?? `${op}_${nodes.length}`;
    nodes.push({ name: named, op, inputs: terms, attributes });
    if (isSum) sums.set(`${named}:0`, shape === undefined ? unknownShape : shapeAttribute(shape));
    return named;
  };
  const settled = (term: Output, { T: type }: Readonly<Record<string, AttributeValue>>): Output => {
    const shape = sums.get(term);
    if (shape === undefined || type === undefined) return term;
    return `${add('PlaceholderWithDefault', [term], { dtype: type, shape })}:0`;
  };
  return {
    nodes,
    add,
    constant: (type, shape, bytes) => {
      const key = bytes.length > 64 ? undefined : `${type} ${shape} ${Buffer.from(bytes).toString('hex')}`;
      const known = key === undefined ? undefined : constants.get(key);
      if (known !== undefined) return known;
      const attributes = { dtype: typeAttribute(type), value: tensorAttribute(type, shape, bytes) };
      const output = `${add('Const', [], attributes)}:0`;
      if (key !== undefined) constants.set(key, output);
      return output;
    },
  };
}

/** An operation on float32 values whose attributes are their type and `more`; its first output. */
export function floatOperation(
  graph: Graph,
  op: string,
  inputs: readonly (Output | Control)[],
  more: Readonly<Record<string, AttributeValue>> = {},
): Output {
  return `${graph.add(op, inputs, { T: typeAttribute(dataTypes.float32), ...more })}:0`;
}

/** What runs before a node that asks for it without taking `output` as input. */
export function controlOf(output: Output): Control {
  return `^${output.slice(0, output.indexOf(':'))}`;
}

export function floatConstant(graph: Graph, value: number): Output {
  return graph.constant(dataTypes.float32, [], Buffer.from(Float32Array.of(value).buffer));
}

/** A value that is fed to each run under its name. */
export function placeholder(graph: Graph, name: string, type: number, shape: readonly number[]): Output {
  return `${graph.add('Placeholder', [], { dtype: typeAttribute(type), shape: shapeAttribute(shape) }, { name })}:0`;
}

/** A float32 value that can be fetched under `name`; it is given only when all of `after` have run. */
export function output(graph: Graph, name: string, value: Output, after: readonly Control[] = []): void {
  graph.add('Identity', [value, ...after], { T: typeAttribute(dataTypes.float32) }, { name });
}

/** The graph as a `SavedModel` with the tag `serve` (`tensorflow/core/protobuf/saved_model.proto`). */
export function savedModel(graph: Graph): Buffer {
  // What operations mean may depend on the version that wrote the graph: 1087 is TensorFlow 2.9's.
  const versions = bytesField(4, varintField(1, 1087));
  const definition = message(...graph.nodes.map((node) => bytesField(1, nodeMessage(node))), versions);
  const metaGraph = message(bytesField(1, bytesField(4, 'serve')), bytesField(2, definition));
  return message(varintField(1, 1), bytesField(2, metaGraph));
}

function nodeMessage({ name, op, inputs, attributes }: Node): Buffer {
  // Control inputs must come after all others.
  const data = inputs.filter((input) => !input.startsWith('^'));
  const control = inputs.filter((input) => input.startsWith('^'));
  return message(
    bytesField(1, name),
    bytesField(2, op),
    ...[...data, ...control].map((input) => bytesField(3, input)),
    ...Object.entries(attributes).map(([key, value]) =>
      bytesField(5, message(bytesField(1, key), bytesField(2, value))),
    ),
  );
}

/** The sum of float tensors of one shape, in order. */
export function sum(graph: Graph, shape: readonly number[], terms: readonly Output[]): Output {
  const [first, ...rest] = terms;
  if (first === undefined) throw new Error('a sum of nothing');
  const type = { T: typeAttribute(dataTypes.float32) };
  return rest.reduce((total, term) => `${graph.add('AddV2', [total, term], type, { shape })}:0`, first);
}
