import type { Manifest } from '../../shards/manifest.ts';
import type { ArrivedShard } from '../arrival-cursor.ts';
import { groupsOfShards, type SampleGroup } from '../sample-group.ts';

type Shard = Manifest['shards'][number];

/** Shards that appear one after the other, in the order of the manifest that is to come. All lists grow. */
export interface GrowingShards {
  readonly shards: readonly Shard[];
  readonly arrived: readonly ArrivedShard[];
  readonly names: readonly string[];
  readonly keys: readonly string[];
  readonly groups: readonly SampleGroup[];
  readonly samples: () => number;
  /** Whether no more come: all are there, or `stop` was called. */
  readonly hasEnded: () => boolean;
  readonly isStopped: () => boolean;
  /** Settles at the next shard or the end. Rejects with the error of the source. */
  readonly change: () => Promise<void>;
  readonly stop: () => void;
}

/** Takes shards from a source, those of one split, until it ends or is told to by its signal. */
export function growingShards(
  source: (signal: AbortSignal) => AsyncIterable<Shard>,
  dataset: string,
  split: Shard['split'],
): GrowingShards {
  const stopping = new AbortController();
  const [shards, arrived]: [Shard[], ArrivedShard[]] = [[], []];
  const [names, keys, groups]: [string[], string[], SampleGroup[]] = [[], [], []];
  let samples = 0;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let next = Promise.withResolvers<void>();
  const wake = (): void => {
    const waiting = next;
    next = Promise.withResolvers<void>();
    waiting.resolve();
  };
  const add = (shard: Shard): void => {
    if (shard.content !== 'tokens' || shard.split !== split) return;
    const place = shards.length;
    shards.push(shard);
    arrived.push({ sha256: shard.sha256, samples: shard.rows });
    names.push(shard.sha256);
    keys.push(`${dataset}/${shard.file}`);
    for (const group of groupsOfShards([shard])) groups.push({ ...group, shard: place });
    samples += shard.rows;
    wake();
  };
  const take = async (): Promise<void> => {
    try {
      for await (const shard of source(stopping.signal)) add(shard);
    } catch (error) {
      if (!stopping.signal.aborted) failure = { error };
    }
    ended = true;
    wake();
  };
  void take();
  return {
    ...{ shards, arrived, names, keys, groups },
    samples: () => samples,
    hasEnded: () => ended,
    isStopped: () => stopping.signal.aborted,
    change: async () => {
      if (!ended) await next.promise;
      if (failure !== undefined) throw failure.error;
    },
    stop: () => {
      stopping.abort();
      ended = true;
      wake();
    },
  };
}
