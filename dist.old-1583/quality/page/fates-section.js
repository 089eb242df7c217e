import { fateNames } from '../../core/fate.js';
import { reasonCounts } from '../fates-table.js';
import { escapeMarkup } from '../markup.js';
import { countText, shareText } from '../number-text.js';
import { bars, firstParts, stackedBar } from '../plots.js';
import { cut, nextParagraph, paragraph, picture, pictureWidth, section } from './blocks.js';
const mostReasons = 12;
const labelShare = 0.62;
const heading = 'What became of the records';
/** What became of the records, as one bar, and the most frequent reasons why some left. */
export function fatesSection(manifest) {
    const { records } = manifest;
    const parts = fateNames.map((fate) => ({ label: fate, value: records[fate], colour: fate }));
    if (records.in === 0)
        return section(heading, [paragraph('None were read.')]);
    return section(heading, [
        paragraph(`Of ${countText(records.in)} records read, ${countText(records.kept)} were kept (${escapeMarkup(shareText(records.kept, records.in))}). Merged records are duplicates of a kept one; quarantined ones could not be read.`),
        picture(stackedBar('What became of the records', parts, pictureWidth)),
        ...reasons(manifest),
    ]);
}
function reasons(manifest) {
    const counts = reasonCounts(manifest.reasons);
    if (counts.length === 0)
        return [];
    const readers = readerFormats(manifest);
    const parts = counts.map(({ stage, reason, count }) => {
        const isMerge = reason === 'duplicate' || reason === 'in-version';
        const colour = isMerge ? 'merged' : readers.has(stage) ? 'quarantined' : 'dropped';
        return { label: cut(`${stage} · ${reason}`, 60), value: count, colour };
    });
    const shown = firstParts(parts, mostReasons, 'reasons');
    return [
        nextParagraph('<b>Why they left</b>, by stage and reason, as shares of all records read:'),
        picture(bars('Records not kept, by stage and reason', shown, manifest.records.in, pictureWidth, labelShare)),
    ];
}
/** Stages that quarantine: the readers of the sources' formats, and the host that found a record it died of. */
function readerFormats({ sources, lineage }) {
    const formats = new Set(['host', ...(sources ?? []).map(({ format }) => format)]);
    const { recipe } = lineage;
    const listed = typeof recipe === 'object' && recipe !== null && !Array.isArray(recipe) ? recipe['sources'] : null;
    for (const source of Array.isArray(listed) ? listed : []) {
        const format = typeof source === 'object' && source !== null && !Array.isArray(source) ? source['format'] : null;
        if (typeof format === 'string')
            formats.add(format);
    }
    return formats;
}
//# sourceMappingURL=fates-section.js.map