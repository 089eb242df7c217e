import type { Cursor } from '../../streaming/cursor.ts';
import { inSteps, runParts } from '../open-run.ts';
import { orClose } from '../or-close.ts';
import type { RunConfig } from '../run-config.ts';
import { feedOf } from '../run-feed.ts';
import { openRunStreams } from '../run-streams.ts';
import type { TrainOptions } from '../train-options.ts';
import { type Feeder, openFeeder } from './feeder.ts';

/** A run whose micro-batches this process prepares for the ranks. */
export interface FedRun {
  /** Names of the classes that it learns; empty where it learns none. */
  readonly classes: readonly string[];
  readonly feeder: Feeder;
  readonly close: () => Promise<void>;
}

/** Opens a run's streams, of which the first begins at `from`, and feeds `ranks` ranks with what one process would read. */
export async function openFedRun(
  options: Pick<TrainOptions, 'storage' | 'threads'>,
  config: RunConfig,
  ranks: number,
  from: Cursor | undefined,
): Promise<FedRun> {
  const { train, holdout, streams } = await openRunStreams(options, config, from);
  const { classes } = train.stream;
  const { batch, evaluateBatches } = config.settings;
  const feeder = await orClose(streams, () => {
    const objective = inSteps(runParts(config, classes).objective);
    return openFeeder({
      ...{ train: feedOf(train, objective), holdout: holdout && feedOf(holdout, objective) },
      ...{ validationBatches: evaluateBatches, batch, ranks },
    });
  });
  return {
    ...{ classes, feeder },
    close: async () => {
      await feeder.close();
      for (const stream of streams) await stream.close();
    },
  };
}
