import xxhash from 'xxhash-wasm';
const { h64 } = await xxhash();
/** Those rows of a source whose key's hash falls to `part` of `parts`: equal keys fall together. */
export async function readKeyedRows(source, part, parts) {
    let columns = allocate(Math.ceil(parts === 1 ? source.rows : (1.1 * source.rows) / parts) + 1024);
    let length = 0;
    let ordinal = 0;
    for await (const rows of source.read()) {
        if (length + rows.length > columns.high.length)
            columns = grown(columns, 2 * (length + rows.length));
        for (const { key, code, digest } of rows) {
            const hash = h64(key);
            const low = Number(hash & 0xffffffffn);
            if (low % parts === part) {
                columns.low[length] = low;
                columns.high[length] = Number(hash >> 32n);
                columns.code[length] = code;
                columns.digest[length] = digest;
                columns.ordinal[length] = ordinal;
                length++;
            }
            ordinal++;
        }
    }
    return { ...columns, length, order: orderOf(columns.high, length) };
}
function allocate(rows) {
    return {
        high: new Uint32Array(rows),
        low: new Uint32Array(rows),
        code: new Uint16Array(rows),
        digest: new Uint32Array(rows),
        ordinal: new Uint32Array(rows),
    };
}
function grown(columns, rows) {
    const larger = allocate(rows);
    for (const name of ['high', 'low', 'code', 'digest', 'ordinal'])
        larger[name].set(columns[name]);
    return larger;
}
/** Radix sort, stable: two rounds of 16 bits. */
function orderOf(keys, length) {
    let from = Uint32Array.from({ length }, (_, index) => index);
    let to = new Uint32Array(length);
    for (const shift of [0, 16]) {
        const starts = new Uint32Array(65_537);
        for (let i = 0; i < length; i++) {
            const next = (((keys[i] ?? 0) >>> shift) & 0xffff) + 1;
            starts[next] = (starts[next] ?? 0) + 1;
        }
        for (let i = 1; i < starts.length; i++)
            starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
        for (let i = 0; i < length; i++) {
            const place = from[i] ?? 0;
            const bucket = ((keys[place] ?? 0) >>> shift) & 0xffff;
            const target = starts[bucket] ?? 0;
            to[target] = place;
            starts[bucket] = target + 1;
        }
        [from, to] = [to, from];
    }
    return from;
}
//# sourceMappingURL=keyed-rows.js.map