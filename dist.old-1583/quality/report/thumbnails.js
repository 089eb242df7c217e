import { readThumbnails } from '../../shards/thumbnails.js';
/** Bytes of all thumbnails of a page: with base64 a third more. */
const mostBytes = 750_000;
/**
 * The thumbnails of a version that its report shows: all, or fewer of each label and reason where they would make the
 * page too long. None of a version of texts.
 */
export async function shownThumbnails(storage, { dataset, thumbnails }) {
    if (thumbnails === undefined)
        return [];
    const all = await readThumbnails(storage, `${dataset}/${thumbnails.file}`);
    const ranks = ranksOf(all);
    for (let most = Math.max(0, ...ranks) + 1; most > 0; most--) {
        const shown = all.filter((_, place) => (ranks[place] ?? 0) < most);
        if (shown.reduce((sum, { image }) => sum + image.length, 0) <= mostBytes)
            return shown;
    }
    return [];
}
/** The place of each thumbnail's record in its group. */
function ranksOf(all) {
    const groups = new Map();
    return all.map(({ sheet, group, id, source }) => {
        const key = `${sheet} ${group}`;
        const records = groups.get(key) ?? new Map();
        groups.set(key, records);
        const record = `${id}\n${source}`;
        const rank = records.get(record) ?? records.size;
        records.set(record, rank);
        return rank;
    });
}
//# sourceMappingURL=thumbnails.js.map