import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Batch } from '../../streaming/batch.ts';
import { labelledGroups } from '../../streaming/document-classes.ts';
import { type DocumentCut, keptEnds } from '../../streaming/document-groups.ts';
import type { Backend } from '../backend/backend.ts';
import type { HostTensor } from '../host-tensor.ts';
import { readRunData, runParts } from '../open-run.ts';
import { classesLearned } from '../run-classes.ts';
import type { TokenRunConfig } from '../run-config.ts';
import { openPasses } from './open-passes.ts';
import { softmax } from './softmax.ts';

/** A run that sorts texts into classes. Calls are synchronous. */
export interface TextClassifier {
  readonly classes: readonly string[];
  /** The probability of each class, in their order, and how many tokens of the text were read. */
  readonly classify: (text: string) => {
    readonly tokens: number;
    readonly probabilities: readonly (readonly [string, number])[];
  };
  readonly close: () => void;
}

/** Opens a run whose objective is `classify`. Texts are cut and read as in its training. Costs one pass. */
export async function openTextClassifier(
  {
    storage,
    version,
    backend,
  }: { readonly storage: Storage; readonly version: StoredManifest; readonly backend: Backend },
  config: TokenRunConfig,
  weights: ReadonlyMap<string, HostTensor>,
  tokenizer: Tokenizer,
): Promise<TextClassifier> {
  const learned = await classesLearned(storage, config, await readRunData(storage, config));
  const { classes } = await labelledGroups(storage, version, 'train', learned);
  const { model, objective: whole } = runParts(config, classes);
  const objective = whole.resize(1);
  if (objective.reads !== 'tokens') throw new Error('a classifier of images was opened to read texts');
  const { length } = config;
  const cut = config.settings.objective.parameters['cut'] as DocumentCut | undefined;
  const specs = [...model.weights, ...objective.weights];
  const pass = { name: 'classify', inputs: objective.inputs, outputs: objective.outputs };
  const passes = openPasses(backend, specs, weights, [pass]);
  return {
    classes,
    classify: (text) => {
      const ids = cutTo(tokenizer.encode(text), length, cut ?? 'end');
      const { logits = new Float32Array(classes.length) } = passes.run(
        'classify',
        objective.collate(sampleOf(ids, length)).inputs,
      );
      const shares = softmax(logits);
      return { tokens: ids.length, probabilities: classes.map((name, place) => [name, shares[place] ?? 0] as const) };
    },
    close: passes.close,
  };
}

/** As samples are cut of documents. */
function cutTo(ids: Uint32Array, length: number, cut: DocumentCut): Uint32Array {
  const { head, tail } = keptEnds(ids.length, length, cut);
  const kept = new Uint32Array(head + tail);
  kept.set(ids.subarray(0, head));
  kept.set(ids.subarray(ids.length - tail), head);
  return kept;
}

/** A batch of one text without a label. */
function sampleOf(ids: Uint32Array, length: number): Batch {
  const tokens = new Int32Array(length);
  tokens.set(ids);
  return {
    ...{ samples: 1, length, tokens, used: Int32Array.of(ids.length), labels: Int32Array.of(-1) },
    ...{ shards: new Uint32Array(1), rows: new Uint32Array(1) },
    cursor: {
      ...{ format: 'millrace-cursor/1', manifestSha256: '', content: 'documents', split: 'holdout' },
      ...{ seed: 0, epoch: 0, position: 1 },
    },
  };
}
