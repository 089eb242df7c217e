const noMetadata = Object.freeze({});
/** A row's own column; undefined where it has none. */
export function column(row, name) {
    return Object.hasOwn(row, name) ? row[name] : undefined;
}
/**
 * A column as text: null where it is absent or null, undefined where it holds a list or an object. `line` is the JSON
 * text of the row.
 */
export function scalar(row, name, line) {
    const value = column(row, name) ?? null;
    if (value === null)
        return null;
    if (typeof value === 'string')
        return value.toWellFormed();
    if (typeof value === 'boolean')
        return String(value);
    if (typeof value !== 'number')
        return undefined;
    return Number.isSafeInteger(value) ? String(value) : (numberAsWritten(line, name) ?? String(value));
}
/** A number of the outermost object with all its digits, since ids above 2^53 would fall together. */
function numberAsWritten(line, name) {
    const written = new Map();
    // The third argument, the number's source text, is newer than the compiler's types.
    function revive(...[key, value, context]) {
        if (key === name && typeof value === 'number')
            written.set(this, context.source);
        return value;
    }
    try {
        return written.get(JSON.parse(line, revive));
    }
    catch {
        // A reviver goes one call deeper for each level.
        return undefined;
    }
}
/** Scalars as text, lists and objects as JSON text; undefined where one is too deep to be written. */
export function metadataOf(row, names, line) {
    if (names.length === 0)
        return noMetadata;
    const entries = [];
    try {
        for (const name of names) {
            const value = scalar(row, name, line);
            if (value !== null)
                entries.push([name, value ?? JSON.stringify(column(row, name))]);
        }
    }
    catch {
        // JSON.stringify goes one call deeper for each level; JSON.parse does not.
        return undefined;
    }
    return Object.fromEntries(entries);
}
//# sourceMappingURL=json-columns.js.map