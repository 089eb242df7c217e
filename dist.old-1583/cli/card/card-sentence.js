import { countText } from '../../quality/number-text.js';
import { recordWords } from '../../quality/record-words.js';
/** `1 file`, `1,234 files`. */
export function filesText(files) {
    return `${countText(files)} ${files === 1 ? 'file' : 'files'}`;
}
/** What a version is, in a sentence of plain text. */
export function cardSentence({ dataset, version, kind, records, tokens, lineage, shards }) {
    const copies = shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
    const packed = tokens === 0 ? '' : ` and ${countText(tokens)} tokens`;
    const copied = copies === 0 ? '' : ` and ${countText(copies)} augmented copies of them`;
    return `${dataset}, version ${version}: ${kind === 'image' ? 'an' : 'a'} ${kind} dataset of ${countText(records.kept)} ${recordWords(kind).many}${packed}${copied}, built by Millrace from ${countText(records.in)} records in ${filesText(lineage.inputs.files)}.`;
}
//# sourceMappingURL=card-sentence.js.map