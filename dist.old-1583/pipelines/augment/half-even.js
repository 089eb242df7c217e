/** The nearest whole number, of two equally near ones the even one: Python's and PyTorch's `round`. */
export function roundHalfEven(value) {
    const below = Math.floor(value);
    const rest = value - below;
    if (rest !== 0.5)
        return Math.round(value);
    return below % 2 === 0 ? below : below + 1;
}
//# sourceMappingURL=half-even.js.map