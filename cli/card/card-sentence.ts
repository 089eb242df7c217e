import { countText, filesText } from '../../quality/number-text.ts';
import { recordWords } from '../../quality/record-words.ts';
import type { Manifest } from '../../shards/manifest.ts';

/** What a version is, in a sentence of plain text. */
export function cardSentence({ dataset, version, kind, records, tokens, lineage, shards }: Manifest): string {
  const copies = shards.reduce((sum, shard) => sum + (shard.copies ?? 0), 0);
  const packed = tokens === 0 ? '' : ` and ${countText(tokens)} tokens`;
  const copied = copies === 0 ? '' : ` and ${countText(copies)} augmented copies of them`;
  return `${dataset}, version ${version}: ${kind === 'image' ? 'an' : 'a'} ${kind} dataset of ${countText(records.kept)} ${recordWords(kind).many}${packed}${copied}, built by Millrace from ${countText(records.in)} records in ${filesText(lineage.inputs.files)}.`;
}
