import { bloomFilterOf } from './bloom-filter.js';
import { indexColumns, lookupColumns, lookupKey } from './fate-index.js';
import { openParquetWriter } from './parquet-writer.js';
import { contentName } from './row-file.js';
const groupLimits = { rows: 4_096, textUnits: 32 * 2 ** 20 };
export function openFateIndexer(storage, dataset) {
    const keys = lookupColumns.map(() => []);
    return {
        add: (row) => {
            for (const [place, column] of lookupColumns.entries()) {
                const value = row[column];
                keys[place]?.push(value === null ? null : lookupKey(column, value));
            }
        },
        finish: async (groups) => {
            const target = { storage, folder: dataset, name: contentName('fates', 'parquet') };
            const writer = await openParquetWriter(target, indexColumns, groupLimits);
            let start = 0;
            for (const { rows } of groups) {
                const inGroup = keys.flatMap((each) => each.slice(start, start + rows).filter((key) => key !== null));
                await writer.add([{ rows, filter: bloomFilterOf(inGroup) }]);
                start += rows;
            }
            const { file, sha256, bytes } = await writer.finish();
            return { file, sha256, bytes };
        },
    };
}
//# sourceMappingURL=fate-indexer.js.map