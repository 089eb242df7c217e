import { evaluationSteps } from '../pipelines/augment/step-sizes.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import type { Storage } from '../storage/storage.ts';
import type { Curriculum } from '../streaming/curriculum/stages.ts';
import type { Cursor } from '../streaming/cursor.ts';
import type { DocumentCut } from '../streaming/document-groups.ts';
import { openImageStream } from '../streaming/open-image-stream.ts';
import { openStream } from '../streaming/open-stream.ts';
import { objectiveOf, readRunData, runForm } from './open-run.ts';
import { classesLearned } from './run-classes.ts';
import { type RunConfig, readsImages } from './run-config.ts';
import type { RunStream } from './run-feed.ts';
import type { ImageSettings, RunSettings } from './run-settings.ts';

const mostReaderThreads = 64;

/** Where a run's samples come from. `version` is the one that it is judged on; `threads` are those of the backend. */
export interface RunSource {
  readonly storage: Storage;
  readonly version: StoredManifest;
  readonly config: RunConfig;
  readonly threads: number;
}

/**
 * A run's stream over a split. For training it is that of the run's mix, where it has one, and images and documents are
 * augmented. `from` goes on at a checkpoint's place.
 */
export async function openRunStream(
  { storage, version, config, threads }: RunSource,
  split: Cursor['split'],
  use: 'training' | 'evaluation',
  from?: Cursor,
): Promise<RunStream> {
  const { settings } = config;
  const { content } = objectiveOf(config);
  const learned = await readRunData(storage, config);
  const classes = await classesLearned(storage, config, learned);
  const common = {
    ...{ storage, split, version: use === 'training' ? learned : version },
    batch: settings.batch,
    seed: settings.seed,
    ...(classes === undefined ? {} : { classes }),
    // Recipes that were stored before there were curricula have no such member.
    ...(use === 'training' && (settings.curriculum ?? null) !== null
      ? { curriculum: settings.curriculum as Curriculum }
      : {}),
    ...(from === undefined ? {} : { from }),
  };
  if (readsImages(config)) {
    const { augment, normalize } = imageSettings(settings);
    const stream = await openImageStream({
      ...common,
      // Pictures are decoded beside the steps; a text is read by one thread faster than it is learned from.
      threads: Math.min(threads, mostReaderThreads),
      size: config.imageSize,
      augment: use === 'training' ? augment : evaluationSteps(augment),
      normalize: { mean: normalize.mean, deviation: normalize.std },
      labelled: true,
    });
    return { reads: 'images', stream, mixing: use === 'training' ? augment : [] };
  }
  if (content === 'images') throw new Error(`run ${config.run} has no size of images`);
  const cut = settings.objective.parameters['cut'] as DocumentCut | undefined;
  const form = runForm(config);
  const stream = await openStream({
    ...common,
    content,
    ...(form === undefined ? {} : { form }),
    threads: 1,
    ...(content === 'documents' ? { length: config.length } : {}),
    ...(cut === undefined ? {} : { cut }),
    ...(use === 'training' && settings.textAugment.length > 0 ? { augment: settings.textAugment } : {}),
  });
  return { reads: 'tokens', stream };
}

function imageSettings({ name, images }: RunSettings): ImageSettings {
  if (images === null) throw new Error(`run ${name} does not say how images become samples`);
  return images;
}
