import { countText } from '../../quality/number-text.ts';
import type { Manifest } from '../../shards/manifest.ts';

/** What a version is, in a sentence of plain text. */
export function cardSentence({ dataset, version, kind, records, tokens, lineage }: Manifest): string {
  const packed = tokens === 0 ? '' : ` and ${countText(tokens)} tokens`;
  const files = `${countText(lineage.inputs.files)} ${lineage.inputs.files === 1 ? 'file' : 'files'}`;
  return `${dataset}, version ${version}: a ${kind} dataset of ${countText(records.kept)} documents${packed}, built by Millrace from ${countText(records.in)} records in ${files}.`;
}
