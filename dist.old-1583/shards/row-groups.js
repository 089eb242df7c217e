/** `measure` gives a row's text units. A row longer than the limit makes a group of its own. */
export function groupRows(limits, measure) {
    let group = [];
    let units = 0;
    let rows = 0;
    const take = () => {
        const full = group;
        group = [];
        units = 0;
        return full;
    };
    return {
        get rows() {
            return rows;
        },
        *add(more) {
            for (const row of more) {
                rows++;
                const size = measure(row);
                if (group.length > 0 && units + size > limits.textUnits)
                    yield take();
                group.push(row);
                units += size;
                if (group.length >= limits.rows)
                    yield take();
            }
        },
        rest: take,
    };
}
//# sourceMappingURL=row-groups.js.map