import type { Cursor } from '../streaming/cursor.ts';
import { noHoldout } from './early-stopping.ts';
import { readRunVersion, splitIsEmpty } from './open-run.ts';
import { openRunStream } from './open-run-stream.ts';
import { orClose } from './or-close.ts';
import type { RunConfig } from './run-config.ts';
import type { RunStream } from './run-feed.ts';
import type { TrainOptions } from './train-options.ts';

/** What a run reads while it trains. */
export interface RunStreams {
  readonly train: RunStream;
  /** Undefined where there is nothing to validate on. */
  readonly holdout: RunStream | undefined;
  /** Both, to be closed. */
  readonly streams: readonly RunStream['stream'][];
}

/**
 * Opens a run's streams, that of training at a checkpoint's place. Throws MillraceError `no-holdout` (usage) where the run
 * stops by its validations and has none.
 */
export async function openRunStreams(
  { storage, threads }: Pick<TrainOptions, 'storage' | 'threads'>,
  config: RunConfig,
  from: Cursor | undefined,
): Promise<RunStreams> {
  const version = await readRunVersion(storage, config);
  const source = { storage, version, config, threads };
  const empty = splitIsEmpty(version.manifest, config, 'holdout');
  if (empty && config.settings.earlyStopping !== undefined) throw noHoldout(config);
  const train = await openRunStream(source, 'train', 'training', from);
  if (empty) return { train, holdout: undefined, streams: [train.stream] };
  const holdout = await orClose([train.stream], () => openRunStream(source, 'holdout', 'evaluation'));
  return { train, holdout, streams: [train.stream, holdout.stream] };
}
