import { commitVersion, type StoredManifest } from '../../shards/catalogue.ts';
import { sha256Hex, streamingSha256 } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { Mix } from '../../streaming/mix/mix.ts';
import { openStream, type StreamOptions } from '../../streaming/open-stream.ts';
import { gpt } from '../../training/models/gpt.ts';
import { causal } from '../../training/objectives/causal.ts';
import { testPython } from '../python-environment.ts';
import type { PythonRead } from './python-reader.ts';
import { commitSynthetic, tokenizer } from './synthetic-version.ts';

export const python = await testPython().catch((error: unknown) =>
  error instanceof Error ? error : new Error(String(error)),
);
export const skip = python instanceof Error ? `no Python with pyarrow and numpy: ${python.message}` : false;
export const length = 4;
const vocabulary = tokenizer.vocabularySize;
/** Three windows, and groups that are not full. */
export const sequences = [16_700, 300, 20_100];
export const total = 37_100;
const objective = causal.build({}, gpt.build({ layers: 1, heads: 1, width: 4, bias: true }, { vocabulary, length }), {
  samples: 1,
  length,
  classes: [],
});

/** The same stream as options of both. */
export interface Both
  extends Partial<Pick<StreamOptions, 'batch' | 'seed' | 'epoch' | 'ranks' | 'rank' | 'split' | 'dropLast'>> {
  readonly from?: Cursor;
}

/** Reads a stream of Node as `read` of python_reader.py does: to the end of the epoch, or `stop` batches of any epochs. */
export async function readHere(
  storage: Storage,
  version: StreamOptions['version'],
  both: Both,
  stop = Number.POSITIVE_INFINITY,
): Promise<PythonRead> {
  const options = { storage, version, content: 'tokens', split: 'train', batch: 1000, seed: 0, threads: 2 } as const;
  const stream = await openStream({ ...options, ...both });
  const [tokens, used, judged] = [streamingSha256(), streamingSha256(), streamingSha256()];
  const ids: string[] = [];
  const cursors: Cursor[] = [];
  const sizes: number[] = [];
  for await (const batch of stop === Number.POSITIVE_INFINITY ? stream.batches() : stream.epochs()) {
    for (const [sample, row] of batch.rows.entries()) ids.push(`${stream.shards[batch.shards[sample] ?? -1]}:${row}`);
    const { inputs } = objective.resize(batch.samples).collate(batch);
    for (const [digest, values] of [
      [tokens, batch.tokens],
      [used, batch.used],
      [judged, inputs['targets']?.data],
      [judged, inputs['judged']?.data],
    ] as const) {
      if (values === undefined) throw new Error('the objective has other inputs');
      digest.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
    cursors.push(batch.cursor);
    sizes.push(batch.samples);
    if (sizes.length === stop) break;
  }
  await stream.close();
  return {
    orderSha256: sha256Hex(ids.join('\n')),
    tokensSha256: tokens.hex(),
    usedSha256: used.hex(),
    judgedSha256: judged.hex(),
    cursors,
    sizes,
    batches: cursors.length,
    start: stream.start,
  };
}

export function asked(store: string, reference: string | Mix<string>, { from, dropLast, batch = 1000, ...rest }: Both) {
  const more = { ...(from === undefined ? {} : { cursor: from }), ...(dropLast ? { drop_last: true } : {}) };
  return { ask: 'read', store, reference, batch, ...rest, ...more };
}

/** A store of its own with version 1, and with version 2, of which one of three shards is held out. */
export async function makeStore(
  folder: string,
): Promise<{ storage: Storage; version: StoredManifest; split: StoredManifest }> {
  const storage = openLocalFolder(folder);
  const version = await commitSynthetic(storage, { dataset: 'synthetic', sequences, length, documents: [] });
  const shards = version.manifest.shards.map((shard, place) =>
    place === 1 ? { ...shard, split: 'holdout' as const } : shard,
  );
  return { storage, version, split: await commitVersion(storage, { ...version.manifest, shards }) };
}
