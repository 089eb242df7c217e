import { shapeAttribute, textAttribute, typeAttribute } from './attribute.ts';
import { dataTypes } from './data-type.ts';
import { type Control, type Graph, type Output, placeholder } from './graph.ts';

/** A float32 array that lives in a session. It has no value until one is assigned. */
export interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly handle: Output;
}

/** Names under which a variable is fed, assigned and fetched. */
export const variableNames = {
  feed: (name: string): string => `${name}/feed`,
  assign: (name: string): string => `${name}/assign`,
  fetch: (name: string): string => `${name}/fetch`,
};

/** Adds a variable, with the nodes that take it over from outside and give it out. `name` is [A-Za-z0-9._/-]+. */
export function addVariable(graph: Graph, name: string, shape: readonly number[]): Variable {
  const type = typeAttribute(dataTypes.float32);
  const attributes = { dtype: type, shape: shapeAttribute(shape), shared_name: textAttribute(name) };
  const handle = `${graph.add('VarHandleOp', [], attributes, { name })}:0`;
  const variable = { name, shape, handle };
  const feed = placeholder(graph, variableNames.feed(name), dataTypes.float32, shape);
  // What is fed lies in memory of JavaScript, which TensorFlow gives back by a call of Node-API, on whatever thread drops
  // the value last. A variable's is dropped by a step's thread, where such a call corrupts the heap: it gets a copy.
  const owned = `${graph.add('DeepCopy', [feed], { T: type })}:0`;
  const assigned = assign(graph, variable, owned);
  // A run gives outputs, never bare operations: the size stands for the assignment.
  graph.add('Size', [feed, assigned], { T: type }, { name: variableNames.assign(name) });
  graph.add('ReadVariableOp', [handle], { dtype: type }, { name: variableNames.fetch(name) });
  return variable;
}

/** The variable's value when all of `after` have run. */
export function read(graph: Graph, { handle }: Variable, after: readonly Control[] = []): Output {
  return `${graph.add('ReadVariableOp', [handle, ...after], { dtype: typeAttribute(dataTypes.float32) })}:0`;
}

type Update = (graph: Graph, variable: Variable, value: Output, after?: readonly Control[]) => Control;

export const assign: Update = update('AssignVariableOp');
export const assignAdd: Update = update('AssignAddVariableOp');
export const assignSubtract: Update = update('AssignSubVariableOp');

function update(op: string): Update {
  return (graph, { handle }, value, after = []) =>
    `^${graph.add(op, [handle, value, ...after], { dtype: typeAttribute(dataTypes.float32) })}`;
}
