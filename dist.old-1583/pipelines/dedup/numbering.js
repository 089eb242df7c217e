/**
 * Numbers the documents of partitions of so many rows, in their order, from 0. The number of a document does not depend
 * on where the partitions are cut.
 */
export function numberDocuments(rows) {
    const starts = [];
    let total = 0;
    for (const count of rows) {
        starts.push(total);
        total += count;
    }
    return (document) => {
        let low = 0;
        let high = starts.length;
        while (high - low > 1) {
            const middle = (low + high) >> 1;
            if ((starts[middle] ?? 0) <= document)
                low = middle;
            else
                high = middle;
        }
        return { partition: low, row: document - (starts[low] ?? 0) };
    };
}
//# sourceMappingURL=numbering.js.map