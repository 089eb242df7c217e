/** A weight as the peers' scripts (`*-torch.py`) begin with it: numbers that its name and places give. */
export function weightOf({ name, shape }) {
    const letters = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    data.forEach((_, index) => {
        data[index] = (((letters * 104729 + index * 7919) % 2001) - 1000) / 4000;
    });
    return { dtype: 'float32', shape, data };
}
//# sourceMappingURL=peer-weights.js.map