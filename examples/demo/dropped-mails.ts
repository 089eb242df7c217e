import { sampleFates } from '../../quality/report/fate-sample.ts';
import { sentence } from '../../quality/sentence.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';

/** One dropped record for each of the `count` most frequent reasons: its file, its fate in a sentence, and how to ask. */
export async function droppedMails(storage: Storage, manifest: Manifest, count: number): Promise<string[]> {
  const samples = (await sampleFates(storage, manifest, 1)).filter(({ fate }) => fate === 'dropped').slice(0, count);
  return samples.flatMap(({ rows }) =>
    rows.map((row) => `${row.source}\n  ${sentence(row)}\n  npx millrace why ${manifest.dataset} --id ${row.id}`),
  );
}
