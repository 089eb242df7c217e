const denseValues = 2 ** 20;
export function openValueCounts() {
    let dense = new Float64Array(1024);
    const sparse = new Map();
    const grow = (value) => {
        const grown = new Float64Array(Math.min(denseValues, Math.max(2 * dense.length, value + 1)));
        grown.set(dense);
        dense = grown;
    };
    const add = (value, times = 1) => {
        if (value >= denseValues) {
            sparse.set(value, (sparse.get(value) ?? 0) + times);
            return;
        }
        if (value >= dense.length)
            grow(value);
        dense[value] = (dense[value] ?? 0) + times;
    };
    return {
        add,
        addAll: (values) => {
            for (let place = 0; place < values.length; place++)
                add(values[place] ?? 0);
        },
        entries: function* () {
            for (let value = 0; value < dense.length; value++) {
                const count = dense[value] ?? 0;
                if (count > 0)
                    yield [value, count];
            }
            for (const entry of [...sparse].sort(([a], [b]) => a - b))
                yield entry;
        },
    };
}
/**
 * Tables of counts as bytes: for each its number of entries, then for each entry how far its value is above the last
 * one's, and its count; all as variable-length integers of 7 bits a byte, the low ones first (LEB128).
 */
export function encodeValueCounts(tables) {
    const bytes = [];
    for (const table of tables) {
        const entries = [...table.entries()];
        pushInteger(bytes, entries.length);
        let last = 0;
        for (const [value, count] of entries) {
            pushInteger(bytes, value - last);
            pushInteger(bytes, count);
            last = value;
        }
    }
    return Uint8Array.from(bytes);
}
/** Adds what {@link encodeValueCounts} wrote of as many tables to these. */
export function addEncodedCounts(tables, bytes) {
    let at = 0;
    const next = () => {
        let integer = 0;
        for (let place = 1;; place *= 128) {
            const byte = bytes[at++];
            if (byte === undefined)
                throw new RangeError('counts end within an integer');
            integer += (byte & 127) * place;
            if (byte < 128)
                return integer;
        }
    };
    for (const table of tables) {
        let value = 0;
        for (let entries = next(); entries > 0; entries--) {
            value += next();
            table.add(value, next());
        }
    }
}
function pushInteger(bytes, integer) {
    let rest = integer;
    for (; rest >= 128; rest = Math.floor(rest / 128))
        bytes.push((rest % 128) | 128);
    bytes.push(rest);
}
//# sourceMappingURL=value-counts.js.map