import { countText } from '../../quality/number-text.ts';
import type { Manifest } from '../../shards/manifest.ts';

/** `1 file`, `1,234 files`. */
export function filesText(files: number): string {
  return `${countText(files)} ${files === 1 ? 'file' : 'files'}`;
}

/** What a version is, in a sentence of plain text. */
export function cardSentence({ dataset, version, kind, records, tokens, lineage }: Manifest): string {
  const packed = tokens === 0 ? '' : ` and ${countText(tokens)} tokens`;
  return `${dataset}, version ${version}: a ${kind} dataset of ${countText(records.kept)} documents${packed}, built by Millrace from ${countText(records.in)} records in ${filesText(lineage.inputs.files)}.`;
}
