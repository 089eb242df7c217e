/** True where a document has, in each column, one of the values, or none of those that are refused; a missing column has no value. */
export function isMet(condition, { metadata }) {
    return Object.entries(condition).every(([column, wanted]) => {
        const value = Object.hasOwn(metadata, column) ? metadata[column] : undefined;
        if ('not' in wanted)
            return value === undefined || !wanted.not.includes(value);
        return value !== undefined && wanted.includes(value);
    });
}
//# sourceMappingURL=stage-condition.js.map