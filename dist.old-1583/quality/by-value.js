/** Records by a measure, the least or the greatest first, of those in [from, to). */
export function byValue({ columns, of }, side, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) {
    return {
        from: 'documents',
        columns,
        blame: (row) => {
            const value = of(row);
            if (value === null || value < from || value >= to)
                return undefined;
            return { weight: side === 'high' ? value : -value, value };
        },
    };
}
//# sourceMappingURL=by-value.js.map