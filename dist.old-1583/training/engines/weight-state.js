import { MillraceError } from '../../core/errors.js';
export const stateParts = ['weights', 'firstMoments', 'secondMoments'];
/** Throws MillraceError `weight-shape` where state names a weight that there is not, or one of another shape. */
export function checkState(specs, state) {
    const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
    for (const part of stateParts) {
        for (const [name, tensor] of state[part] ?? [])
            checkTensor(part, name, tensor, shapes.get(name));
    }
}
function checkTensor(part, name, { dtype, shape, data }, known) {
    const expected = known === undefined ? 'no weight of that name' : `float32 [${known}]`;
    const size = shape.reduce((product, side) => product * side, 1);
    if (expected === `${dtype} [${shape}]` && size === data.length)
        return;
    throw new MillraceError('weight-shape', `${part} of "${name}": expected ${expected}, found ${dtype} [${shape}]`, {
        hint: 'Begin with weights of the same model, with the same parameters.',
    });
}
//# sourceMappingURL=weight-state.js.map