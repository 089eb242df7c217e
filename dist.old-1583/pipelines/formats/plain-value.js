const maxDepth = 16;
/**
 * A value of a table as JSON has it: bytes are null, times are text, integers beyond 2^53 are text with all their digits.
 * What is nested more than 16 deep is null.
 */
export function plainValue(value, depth = 0) {
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    if (typeof value !== 'object' || value === null)
        return value;
    if (value instanceof Date)
        return Number.isNaN(value.getTime()) ? null : value.toISOString();
    if (value instanceof Uint8Array || depth === maxDepth)
        return null;
    if (Array.isArray(value))
        return value.map((each) => plainValue(each, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plainValue(each, depth + 1)]));
}
//# sourceMappingURL=plain-value.js.map