import { byCodeUnit } from '../../core/code-unit-order.js';
import { openParquetReader } from '../parquet-reader.js';
import { exportShards, exportSplits } from './exported-records.js';
const columns = { label: { type: 'utf8', nullable: true } };
/** The labels of a version, numbered from 0 in code-unit order. Reads the column of labels alone; holds each once. */
export async function labelClasses(storage, manifest, content) {
    const labels = new Set();
    if (content === 'tokens')
        return new Map();
    for (const { file } of exportSplits.flatMap((split) => exportShards(manifest, content, split))) {
        const reader = await openParquetReader(storage, `${manifest.dataset}/${file}`, columns);
        for (let group = 0; group < reader.groups; group++) {
            for (const { label } of await reader.columns(group, ['label']))
                if (label !== null)
                    labels.add(label);
        }
    }
    return new Map([...labels].sort(byCodeUnit).map((label, index) => [label, index]));
}
//# sourceMappingURL=label-classes.js.map