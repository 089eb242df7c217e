import { fillTemplate } from '../pipelines/tokenizers/template.ts';
import type { Manifest } from '../shards/manifest.ts';
import type { Storage } from '../storage/storage.ts';
import type { Backend } from '../training/backend/backend.ts';
import type { CheckpointChoice } from '../training/checkpoints/read-checkpoint.ts';
import {
  openRunGeneration,
  pooledLengths,
  readRunTokenizer,
  readRunWeights,
} from '../training/generation/open-run-generation.ts';
import { sideFor } from '../training/generation/step-shapes.ts';
import { openImageClassifier } from '../training/inference/image-classifier.ts';
import { openPasses, type Passes } from '../training/inference/open-passes.ts';
import { pooledStates, pooledStatesInputs, pooledStatesPass } from '../training/inference/pooled-states.ts';
import { openTextClassifier } from '../training/inference/text-classifier.ts';
import { objectiveOf, readRunVersion } from '../training/open-run.ts';
import { readsImages, type TokenRunConfig } from '../training/run-config.ts';
import { definitionOf, tokenModel } from '../training/run-model.ts';
import { runFolder } from '../training/runs/run-folder.ts';
import { readRunRecord } from '../training/runs/run-record.ts';
import { plainConfig } from '../training/tuning/tuned-run.ts';
import { chatFor } from './recipe-chat.ts';
import type { ServedRun, TextEmbedding } from './served-run.ts';

export interface ServedRunOptions {
  readonly storage: Storage;
  readonly run: string;
  readonly backend: Backend;
  readonly checkpoint: CheckpointChoice;
  /** Texts that are generated side by side. */
  readonly batch: number;
  /** A built-in chat template, `plain`, or a file with one, in place of the recipe's. */
  readonly chatTemplate?: string;
}

/**
 * Opens what a run can be asked: a decoder for texts and embeddings, an encoder for embeddings, a classifier of texts or images for classes.
 * Throws MillraceError `no-checkpoint`, `no-tokens`.
 */
export async function openServedRun(options: ServedRunOptions): Promise<ServedRun> {
  const { storage, run, backend, checkpoint } = options;
  const config = await readRunRecord(storage, runFolder(run));
  const { model: kind, objective } = config.settings;
  const description = `${kind.name}, ${objective.name}, on the ${backend.device.toUpperCase()}`;
  if (readsImages(config)) {
    const { step, weights } = await readRunWeights(storage, config, checkpoint);
    const imageClassifier = await openImageClassifier({ storage, backend }, plainConfig(config), weights);
    return { name: run, step, description, imageClassifier, close: imageClassifier.close };
  }
  const version = await readRunVersion(storage, config);
  if (objectiveOf(config).name === 'classify') {
    const { step, weights } = await readRunWeights(storage, config, checkpoint);
    const tokenizer = await readRunTokenizer(storage, version.manifest);
    const classifier = await openTextClassifier({ storage, version, backend }, plainConfig(config), weights, tokenizer);
    return { name: run, step, description, classifier, close: classifier.close };
  }
  if (definitionOf(config).reads === 'tokens' && tokenModel(config).architecture === 'encoder')
    return await openEncoder(options, config, version.manifest, description);
  const chat = chatFor(version.manifest.lineage.recipe, options.chatTemplate);
  const generation = await openRunGeneration({ storage, backend }, config, {
    ...{ checkpoint, slots: options.batch, pooled: true, ends: chat.ends },
  });
  const { decoder, step, promptIds } = generation;
  decoder.warm();
  return {
    ...{ name: run, step, description, generation, chat },
    ...(definitionOf(config).reads === 'tokens' ? { embedding: embeddingOf(decoder, config, promptIds) } : {}),
    close: decoder.close,
  };
}

async function openEncoder(
  { storage, run, backend, checkpoint }: ServedRunOptions,
  config: TokenRunConfig,
  manifest: Manifest,
  description: string,
): Promise<ServedRun> {
  const { step, weights } = await readRunWeights(storage, config, checkpoint);
  const tokenizer = await readRunTokenizer(storage, manifest);
  const model = tokenModel(plainConfig(config));
  const lengths = pooledLengths(config.positions);
  const passes = openPasses(
    backend,
    model.weights,
    weights,
    lengths.map((length) => pooledStatesPass(model, length)),
  );
  // An encoder's texts stand between the tokens that its tokenizer puts around them.
  const encode = (text: string) => [...fillTemplate(tokenizer.template, tokenizer.encode(text))];
  return { name: run, step, description, embedding: embeddingOf(passes, config, encode), close: passes.close };
}

function embeddingOf(
  { run }: Pick<Passes, 'run'>,
  { positions, vocabulary }: TokenRunConfig,
  encode: TextEmbedding['encode'],
): TextEmbedding {
  const lengths = pooledLengths(positions);
  return {
    positions,
    vocabulary,
    encode,
    embed: (ids) => {
      const length = sideFor(lengths, ids.length);
      return run(pooledStates(length), pooledStatesInputs(ids, length))['mean'] ?? new Float32Array();
    },
  };
}
