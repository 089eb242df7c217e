import { sha256Hex } from '../storage/digest.js';
import { documentColumnNames, imageColumnNames } from './gate.js';
import { documentCount, documentRows } from './stored-rows.js';
import { countBits, textBits } from './text-bits.js';
const ownColumns = {
    text: columnsOf(documentColumnNames),
    image: columnsOf(imageColumnNames),
};
function columnsOf(names) {
    return new Map(names.map((name) => [name, { stored: name, read: (row) => row[name] }]));
}
/** A record's column by name; a name that is none of its own is one of its metadata. */
function columnNamed(name, { shards }) {
    const read = ({ metadata }) => (Object.hasOwn(metadata, name) ? (metadata[name] ?? null) : null);
    const own = ownColumns[shards.some(({ content }) => content === 'images') ? 'image' : 'text'];
    return own.get(name) ?? { stored: 'metadata', read };
}
/**
 * Holds columns to their gates. A row breaks `unique` where a row before it has its value, and neither `unique` nor
 * `accepted` where it has none.
 *
 * Cost: one read of each column; for `unique` 8 bytes for each row, and where values repeat a second read and about
 * 100 bytes for each value that does.
 */
export async function checkColumns(storage, stored, gates) {
    const findings = new Map();
    for (const gate of gates)
        findings.set(gate, await checkColumn(storage, stored, gate));
    return findings;
}
async function checkColumn(storage, stored, gate) {
    const column = columnNamed(gate.column, stored);
    const breaks = gate.test === 'unique' ? await repeats(storage, stored, column) : ruleOf(gate, column);
    const value = breaks === undefined ? 0 : await countBreaking(storage, stored, column, breaks());
    const result = { metric: `${gate.test}(${gate.column})`, ...gate, value, passed: value <= gate.max };
    return { result, column, breaks: breaks ?? (() => () => false) };
}
function ruleOf(gate, { read }) {
    if (gate.test === 'not_null')
        return () => (row) => read(row) === null;
    const accepted = new Set(gate.accepted);
    return () => (row) => {
        const value = read(row);
        return value !== null && !accepted.has(value);
    };
}
/** The rule of `unique`; undefined where no value repeats. */
async function repeats(storage, stored, column) {
    const all = new BigUint64Array(documentCount(stored));
    let values = 0;
    for await (const rows of documentRows(storage, stored, [column.stored])) {
        for (const row of rows) {
            const value = column.read(row);
            if (value !== null)
                all[values++] = textBits(value);
        }
    }
    const repeated = new Set();
    for (const [bits, count] of countBits(all.subarray(0, values)))
        if (count > 1)
            repeated.add(bits);
    if (repeated.size === 0)
        return undefined;
    return () => {
        // Texts may be long, and two may share 64 bits: the whole digest stands for each.
        const seen = new Set();
        return (row) => {
            const value = column.read(row);
            if (value === null || !repeated.has(textBits(value)))
                return false;
            const digest = sha256Hex(value);
            if (seen.has(digest))
                return true;
            seen.add(digest);
            return false;
        };
    };
}
async function countBreaking(storage, stored, column, breaks) {
    let count = 0;
    for await (const rows of documentRows(storage, stored, [column.stored])) {
        for (const row of rows)
            if (breaks(row))
                count++;
    }
    return count;
}
//# sourceMappingURL=column-checks.js.map