import { keyPattern, namesOfSource } from '../core/key-pattern.js';
/** Columns with few values, of whose least and greatest in each row group Parquet keeps note. */
const rangedColumns = ['fate', 'stage', 'reason'];
/**
 * The fates of a version that match a filter, in their order. Decodes the filter's columns of each row group that may
 * have a match, and the rest only of those that do; by `id` the groups that the index names.
 */
export function findFates(fates, filter) {
    const { id, source } = filter;
    const equal = ['id', ...rangedColumns].filter((name) => filter[name] !== undefined);
    const matchesSource = source === undefined ? undefined : keyPattern(source);
    const passes = (row) => equal.every((name) => row[name] === filter[name]) &&
        (matchesSource === undefined || namesOfSource(row.source).some(matchesSource));
    if (id !== undefined)
        return passing(fates.lookUp('id', new Set([id])), passes);
    const columns = matchesSource === undefined ? equal : [...equal, 'source'];
    return fates.scan(columns, passes, (reader, group) => rangedColumns.every((name) => reader.mayHoldText(group, name, filter[name])));
}
async function* passing(rows, passes) {
    for await (const row of rows)
        if (passes(row))
            yield row;
}
//# sourceMappingURL=find-fates.js.map