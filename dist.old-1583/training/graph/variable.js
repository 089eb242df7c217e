import { shapeAttribute, textAttribute, typeAttribute } from './attribute.js';
import { dataTypes } from './data-type.js';
import { placeholder } from './graph.js';
/** Names under which a variable is fed, assigned and fetched. */
export const variableNames = {
    feed: (name) => `${name}/feed`,
    assign: (name) => `${name}/assign`,
    fetch: (name) => `${name}/fetch`,
};
/** Adds a variable, with the nodes that take it over from outside and give it out. `name` is [A-Za-z0-9._/-]+. */
export function addVariable(graph, name, shape) {
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
export function read(graph, { handle }, after = []) {
    return `${graph.add('ReadVariableOp', [handle, ...after], { dtype: typeAttribute(dataTypes.float32) })}:0`;
}
export const assign = update('AssignVariableOp');
export const assignAdd = update('AssignAddVariableOp');
export const assignSubtract = update('AssignSubVariableOp');
function update(op) {
    return (graph, { handle }, value, after = []) => `^${graph.add(op, [handle, value, ...after], { dtype: typeAttribute(dataTypes.float32) })}`;
}
//# sourceMappingURL=variable.js.map