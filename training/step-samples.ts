import { MillraceError } from '../core/errors.ts';
import type { Storage } from '../storage/storage.ts';
import { openSamplePlaces } from '../streaming/sample-places.ts';
import { versionsOf } from '../streaming/stream-parts.ts';
import { objectiveOf, readRunData, runForm } from './open-run.ts';
import { recordIds } from './record-ids.ts';
import { classesLearned } from './run-classes.ts';
import type { RunConfig } from './run-config.ts';

/** A sample that an update was computed from, and the records that it holds. */
export interface StepSample {
  /** Micro-batch of the step, from 0. */
  readonly microBatch: number;
  readonly epoch: number;
  readonly position: number;
  /** `name@version`, key of the shard in the store, and row there. */
  readonly version: string;
  readonly shard: string;
  readonly row: number;
  /** Ids of documents or images: several in a packed sequence, in its order. */
  readonly records: readonly string[];
}

/** The order in which a run reads its data, between steps and records. */
export interface RunPlaces {
  readonly content: 'tokens' | 'documents' | 'images';
  /** The samples of a step, in the order of its batches. Throws MillraceError `no-such-step` (usage). */
  samplesOf(step: number): Promise<readonly StepSample[]>;
  /** The steps that saw a record, or an augmented copy of it, ascending. */
  stepsOf(version: string, id: string): Promise<readonly SeenStep[]>;
}

/** A step that saw a record, and how many of its samples had it. */
export interface SeenStep {
  readonly step: number;
  readonly epoch: number;
  readonly samples: number;
}

/**
 * Opens the order of a run's training batches. It is that of the plan: of its settings and manifests, for a run on one
 * rank from its first epoch on. Reads no samples; `samplesOf` reads the row groups of those that it gives, and `stepsOf`
 * the ids of one version.
 */
export async function openRunPlaces(storage: Storage, config: RunConfig): Promise<RunPlaces> {
  const { settings } = config;
  const { content } = objectiveOf(config);
  const version = await readRunData(storage, config);
  const versions = versionsOf(version);
  const classes = await classesLearned(storage, config, version);
  const curriculum = settings.curriculum ?? null;
  const form = runForm(config);
  const order = {
    ...({ storage, version, content, split: 'train', seed: settings.seed } as const),
    ...(curriculum === null ? {} : { curriculum }),
    ...(form === undefined ? {} : { form }),
  };
  const places = await openSamplePlaces(classes === undefined ? order : { ...order, classes });
  const ids = recordIds(storage, content, versions);
  const batches = batchesOf(places.samples, settings);
  const nameOf = (part: number): string => `${places.parts[part]?.dataset}@${places.parts[part]?.version}`;
  return {
    content,
    samplesOf: async (step) => {
      if (!Number.isInteger(step) || step < 1 || step > settings.steps) throw noSuchStep(config, step);
      const samples: StepSample[] = [];
      for (const { microBatch, epoch, from, to } of batches.ofStep(step)) {
        for (let position = from; position < to; position++) {
          const place = await places.at(epoch, position);
          const at = { microBatch, epoch, position, version: nameOf(place.part), shard: place.key, row: place.row };
          samples.push({ ...at, records: await ids.at(place) });
        }
      }
      return samples;
    },
    stepsOf: async (name, id) => {
      const part = places.parts.findIndex((_, each) => nameOf(each) === name);
      if (part < 0) return [];
      const { manifest } = versions[part] as (typeof versions)[number];
      const seen = new Map<number, SeenStep>();
      for (const shard of manifest.shards) {
        if (shard.content !== content || shard.split !== 'train') continue;
        const key = `${manifest.dataset}/${shard.file}`;
        for (const row of await ids.rowsWith({ part, key }, id)) {
          for (const { epoch, position } of await places.of({ part, key, row }, batches.epochs)) {
            const step = batches.stepOf(epoch, position);
            if (step > settings.steps) continue;
            seen.set(step, { step, epoch, samples: (seen.get(step)?.samples ?? 0) + 1 });
          }
        }
      }
      return [...seen.values()].sort((a, b) => a.step - b.step);
    },
  };
}

/** How epochs are cut into batches, and batches into steps. */
function batchesOf(samples: number, { batch, accumulate, steps }: RunConfig['settings']) {
  const perEpoch = Math.ceil(samples / batch);
  return {
    /** Epochs that the run reads of, the last one perhaps not to its end. */
    epochs: Math.ceil((steps * accumulate) / perEpoch),
    ofStep: (step: number) =>
      Array.from({ length: accumulate }, (_, microBatch) => {
        const number = (step - 1) * accumulate + microBatch;
        const from = (number % perEpoch) * batch;
        return { microBatch, epoch: Math.floor(number / perEpoch), from, to: Math.min(from + batch, samples) };
      }),
    stepOf: (epoch: number, position: number): number =>
      Math.floor((epoch * perEpoch + Math.floor(position / batch)) / accumulate) + 1,
  };
}

function noSuchStep({ run, settings }: RunConfig, step: number): MillraceError {
  return new MillraceError('no-such-step', `run ${run} has steps 1 to ${settings.steps}, and no step ${step}`, {
    kind: 'usage',
    hint: 'name one of them with --step',
  });
}
