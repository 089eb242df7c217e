const maxRuledCells = 100;
/**
 * A line for each row, with tabs between cells. Where `headedCells` is a separator, tables whose first row begins with a
 * header cell have it instead, and a rule below that row.
 */
export function openTableLayout(writer, headedCells) {
    let rows = 0;
    let cells = 0;
    let headed = false;
    function endRow() {
        if (headed && rows === 1 && cells > 1) {
            writer.breakLine(1);
            writer.writeVerbatim(Array(Math.min(cells, maxRuledCells)).fill('---').join(headedCells));
            writer.breakLine(1);
        }
        cells = 0;
    }
    return {
        beginTable: () => {
            rows = 0;
            cells = 0;
            headed = false;
        },
        beginRow: () => {
            endRow();
            rows++;
        },
        beginCell: (header) => {
            if (header && rows === 1 && cells === 0)
                headed = headedCells !== '';
            cells++;
            if (cells === 1)
                return;
            // Begins the line where the first cell has nothing, since the others must keep their columns.
            if (headed)
                writer.writeVerbatim('');
            writer.separate(headed ? headedCells : '\t');
        },
        endRow,
    };
}
//# sourceMappingURL=table-layout.js.map