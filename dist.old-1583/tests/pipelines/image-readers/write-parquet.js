/**
 * A Parquet file with one binary column, `image`, and one column chunk, which all of its row groups name: a dictionary
 * of one value, and a page of nothing but that value.
 */
export function parquetOf(value, { groups, rows, values = rows }) {
    const plain = Buffer.concat([littleEndian(value.length), value]);
    // The width of indices, and one run of zeros.
    const indices = Buffer.concat([Buffer.of(1), varint(BigInt(values) << 1n), Buffer.of(0)]);
    const dictionary = page(2, plain, { 7: { 1: 1, 2: 0 } });
    const chunk = Buffer.concat([dictionary, page(0, indices, { 5: { 1: values, 2: 8, 3: 3, 4: 3 } })]);
    const size = BigInt(chunk.length);
    const start = BigInt(magic.length);
    const pages = { 9: start + BigInt(dictionary.length), 11: start };
    const column = { 1: 6, 2: [0, 8], 3: ['image'], 4: 0, 5: BigInt(values), 6: size, 7: size, ...pages };
    const group = { 1: [{ 2: 0n, 3: column }], 2: size, 3: BigInt(rows) };
    const schema = [
        { 4: 'root', 5: 1 },
        { 1: 6, 3: 0, 4: 'image' },
    ];
    const rowGroups = Array.from({ length: groups }, () => group);
    const footer = struct({ 1: 1, 2: schema, 3: BigInt(groups * rows), 4: rowGroups });
    return Buffer.concat([magic, chunk, footer, littleEndian(footer.length), magic]);
}
const magic = Buffer.from('PAR1');
function page(type, content, more) {
    return Buffer.concat([struct({ 1: type, 2: content.length, 3: content.length, ...more }), content]);
}
function struct(fields) {
    let last = 0;
    const written = Object.entries(fields).map(([key, value]) => {
        const step = Number(key) - last;
        last = Number(key);
        return Buffer.concat([Buffer.of((step << 4) | typeOf(value)), encoded(value)]);
    });
    return Buffer.concat([...written, Buffer.of(0)]);
}
function typeOf(value) {
    if (typeof value === 'number')
        return 5;
    if (typeof value === 'bigint')
        return 6;
    if (typeof value === 'string')
        return 8;
    return Array.isArray(value) ? 9 : 12;
}
function encoded(value) {
    if (typeof value === 'number' || typeof value === 'bigint')
        return varint(BigInt(value) << 1n);
    if (typeof value === 'string')
        return Buffer.concat([varint(BigInt(value.length)), Buffer.from(value)]);
    if (!isList(value))
        return struct(value);
    const [first = 0] = value;
    return Buffer.concat([Buffer.of(0xf0 | typeOf(first)), varint(BigInt(value.length)), ...value.map(encoded)]);
}
function isList(value) {
    return Array.isArray(value);
}
function varint(value) {
    const bytes = [];
    let rest = value;
    for (; rest > 127n; rest >>= 7n)
        bytes.push(Number(rest & 127n) | 128);
    return Buffer.of(...bytes, Number(rest));
}
function littleEndian(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}
//# sourceMappingURL=write-parquet.js.map