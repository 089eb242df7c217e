/** `torch.linspace(from, to, count)` on the CPU: `count` numbers in single precision, the later half counted from the end. */
export function linspace(from, to, count) {
    const start = Math.fround(from);
    const end = Math.fround(to);
    const step = Math.fround(Math.fround(end - start) / (count - 1));
    const half = Math.floor(count / 2);
    return Float32Array.from({ length: count }, (_, i) => {
        const near = i < half ? i : count - i - 1;
        // Not rounded in between: PyTorch's loop multiplies and adds in one instruction.
        return i < half ? start + step * near : end - step * near;
    });
}
//# sourceMappingURL=linspace.js.map