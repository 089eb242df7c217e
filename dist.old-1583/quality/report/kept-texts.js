import { byCodeUnit } from '../../core/code-unit-order.js';
import { openParquetReader } from '../../shards/parquet-reader.js';
const columns = {
    id: { type: 'utf8' },
    text: { type: 'utf8' },
    source: { type: 'utf8' },
    label: { type: 'utf8', nullable: true },
};
/**
 * The first `characters` UTF-16 code units of some documents, in the order of their ids. Reads the ids of all document
 * shards, and whole row groups only where one of these documents is.
 */
export async function readKeptTexts(storage, { dataset, shards }, ids, characters) {
    const found = [];
    for (const { file, content } of shards) {
        if (content !== 'documents' || found.length >= ids.size)
            continue;
        const reader = await openParquetReader(storage, `${dataset}/${file}`, columns);
        for (let group = 0; group < reader.groups; group++) {
            const wanted = (await reader.columns(group, ['id'])).some(({ id }) => ids.has(id));
            if (!wanted)
                continue;
            for (const { id, source, label, text } of await reader.group(group)) {
                if (!ids.has(id))
                    continue;
                found.push({
                    id,
                    source,
                    label,
                    text: text.slice(0, characters).toWellFormed(),
                    cut: text.length > characters,
                });
            }
        }
    }
    return found.sort((a, b) => byCodeUnit(a.id, b.id));
}
//# sourceMappingURL=kept-texts.js.map