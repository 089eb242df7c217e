import { fateColumns, fateName } from './fate-columns.js';
import { lookupKey, readFateIndex } from './fate-index.js';
import { openParquetReader } from './parquet-reader.js';
const allColumns = Object.keys(fateColumns);
/** Opens a version's fates. Holds 4 bytes for each record once a value was looked up, and one row group at a time. */
export function openFateSearch(storage, { dataset, fates }) {
    const files = fates.map(({ file, index }) => {
        let reader;
        let opened;
        const openReader = () => {
            reader ??= openParquetReader(storage, `${dataset}/${file}`, fateColumns);
            return reader;
        };
        const openIndex = async () => {
            if (index === undefined)
                return undefined;
            const { rowGroups } = await openReader();
            opened ??= readFateIndex(storage, dataset, index, rowGroups);
            return opened;
        };
        return { openReader, openIndex };
    });
    return {
        async *lookUp(column, values, wanted = allColumns) {
            const keys = Array.from(values, (value) => lookupKey(column, value));
            const passes = (row) => values.has(row[column] ?? '') && row[column] !== null;
            for (const { openReader, openIndex } of files) {
                const [reader, index] = [await openReader(), await openIndex()];
                for (let group = 0; group < reader.groups; group++) {
                    if (index !== undefined && !keys.some((key) => index.mayHold(group, key)))
                        continue;
                    yield* passingRows(reader, group, { tested: [column], passes, wanted });
                }
            }
        },
        async *scan(tested, passes, holds = () => true) {
            for (const { openReader } of files) {
                const reader = await openReader();
                for (let group = 0; group < reader.groups; group++) {
                    if (holds(reader, group))
                        yield* passingRows(reader, group, { tested, passes, wanted: allColumns });
                }
            }
        },
    };
}
/** Runs of rows above which reading the whole group is cheaper than reading their pages. */
const mostRuns = 4;
/** Rows between two that are read with them: a page holds more. */
const runGap = 256;
async function* passingRows(reader, group, { tested, passes, wanted }) {
    const rows = tested.length === 0 ? undefined : (await reader.columns(group, tested));
    const found = rows?.flatMap((row, place) => (passes(row) ? [place] : []));
    const runs = found === undefined ? undefined : runsOf(found);
    if (runs === undefined || runs.length > mostRuns) {
        const all = await reader.columns(group, wanted);
        for (const place of found ?? all.keys())
            yield checked(all[place]);
        return;
    }
    for (const run of runs) {
        const from = run[0] ?? 0;
        const read = await reader.columns(group, wanted, { from, to: (run.at(-1) ?? from) + 1 });
        for (const place of run)
            yield checked(read[place - from]);
    }
}
/** Ascending places, cut where many others lie between two. */
function runsOf(places) {
    const runs = [];
    for (const place of places) {
        const run = runs.at(-1);
        if (run === undefined || place - (run.at(-1) ?? place) > runGap)
            runs.push([place]);
        else
            run.push(place);
    }
    return runs;
}
function checked(row) {
    const { fate } = row;
    if (fate !== undefined)
        fateName(fate);
    return row;
}
//# sourceMappingURL=fate-search.js.map