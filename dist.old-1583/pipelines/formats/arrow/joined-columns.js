/**
 * The rows of `a`, then those of `b`. What was joined before can be joined on, once, for as many times as a file has
 * parts: a row costs a search among them, and no depth.
 */
export function joinedColumns(a, b) {
    const { parts, ends } = isJoined(a) ? a : { parts: [a], ends: [a.rows] };
    const rows = a.rows + b.rows;
    parts.push(b);
    ends.push(rows);
    const placeOf = (row) => {
        let [low, high] = [0, ends.length - 1];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (ends[middle] > row)
                high = middle;
            else
                low = middle + 1;
        }
        return [parts[low], row - (ends[low - 1] ?? 0)];
    };
    const joined = {
        ...{ rows, parts, ends },
        get: (row) => {
            if (!(row >= 0 && row < rows))
                throw new RangeError('a row outside');
            const [part, within] = placeOf(row);
            return part.get(within);
        },
        size: (row) => {
            if (!(row >= 0 && row < rows))
                return 0;
            const [part, within] = placeOf(row);
            return part.size(within);
        },
    };
    return joined;
}
function isJoined(column) {
    return 'parts' in column;
}
//# sourceMappingURL=joined-columns.js.map