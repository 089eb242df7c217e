export function uint32Column() {
    let values = new Uint32Array(1024);
    let length = 0;
    function reserve(more) {
        if (length + more <= values.length)
            return;
        const larger = new Uint32Array(Math.max(2 * values.length, length + more));
        larger.set(values.subarray(0, length));
        values = larger;
    }
    return {
        get length() {
            return length;
        },
        push(value) {
            reserve(1);
            values[length++] = value;
        },
        append(more) {
            reserve(more.length);
            values.set(more, length);
            length += more.length;
        },
        view: () => values.subarray(0, length),
    };
}
//# sourceMappingURL=uint32-column.js.map