import { MillraceError } from '../../core/errors.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Backend } from '../backend/backend.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import { requireCheckpoint } from '../checkpoints/require-checkpoint.ts';
import type { HostTensor } from '../host-tensor.ts';
import { pooledStatesPass } from '../inference/pooled-states.ts';
import type { PairModel, TokenModel } from '../model.ts';
import { readRunVersion } from '../open-run.ts';
import { type RunConfig, readsImages, type TokenRunConfig } from '../run-config.ts';
import { definitionOf, pairModel, tokenModel } from '../run-model.ts';
import { plainConfig, plainWeights } from '../tuning/tuned-run.ts';
import { type Decoder, openDecoder } from './decoder.ts';
import { type Generator, newGenerator } from './generator.ts';
import { sentinelTexts } from './sentinel-texts.ts';
import { stepSides } from './step-shapes.ts';

/** A trained run that can write on, or, an encoder–decoder, write what belongs to a text. */
export interface RunGeneration {
  readonly config: TokenRunConfig;
  /** Step of the checkpoint. */
  readonly step: number;
  readonly tokenizer: Tokenizer;
  readonly decoder: Decoder;
  readonly generator: Generator;
  /** The ids of a prompt; of an empty one the token that stands between documents, after which a text begins. */
  readonly promptIds: (text: string) => readonly number[];
}

/**
 * Opens a run's decoder with its tokenizer. `passes` adds those that pool states of texts. `ends` are tokens, as the
 * tokenizer spells them, that end a text beside the one that stands between documents.
 * Throws MillraceError `not-generating` (usage) for a run that writes no text, `no-checkpoint`, `no-tokens`.
 */
export async function openRunGeneration(
  { storage, backend }: { readonly storage: Storage; readonly backend: Backend },
  config: RunConfig,
  options: {
    readonly checkpoint: CheckpointChoice;
    readonly slots: number;
    readonly pooled?: boolean;
    readonly ends?: readonly string[];
  },
): Promise<RunGeneration> {
  const { run, model } = generating(plainConfig(config));
  const { step, weights } = await readRunWeights(storage, config, options.checkpoint);
  const { manifest } = await readRunVersion(storage, config);
  const tokenizer = await readRunTokenizer(storage, manifest);
  const { vocabulary, sentinels } = run;
  // An encoder–decoder knows no last place: its source and its target have room for a sample each.
  const positions = model.reads === 'pairs' ? 2 * run.positions : run.positions;
  const passes =
    options.pooled === true && model.reads === 'tokens'
      ? pooledLengths(positions).map((each) => pooledStatesPass(model, each))
      : [];
  const decoder = openDecoder(backend, { model, weights, vocabulary, positions, slots: options.slots, passes });
  const ends = (options.ends ?? []).map((name) => tokenizer.idOf(name)).filter((id) => id !== undefined);
  const { endOfText } = tokenizer;
  const always = endOfText === undefined ? ends : [endOfText, ...ends];
  if (model.reads === 'pairs') {
    const { encode, decode, endOf } = sentinelTexts(tokenizer, sentinels ?? []);
    const endsOf = (source: ArrayLike<number>) => new Set([...always, endOf(source)].filter((id) => id !== undefined));
    return {
      ...{ config: run, step, decoder },
      tokenizer: { ...tokenizer, decode },
      generator: newGenerator(decoder, { decode }, endsOf),
      promptIds: (text) => {
        const ids = encode(text);
        return ids.length === 0 ? [endOfText ?? 0] : ids;
      },
    };
  }
  return {
    config: run,
    step,
    tokenizer,
    decoder,
    generator: newGenerator(decoder, tokenizer, new Set(always)),
    promptIds: (text) => {
      const ids = tokenizer.encode(text);
      return ids.length === 0 ? [endOfText ?? 0] : [...ids];
    },
  };
}

/** Lengths of the passes that pool texts of at most `positions` tokens. */
export function pooledLengths(positions: number): readonly number[] {
  return stepSides(1, positions).cached;
}

/** The weights of a run's checkpoint, adapters merged: those of `plainConfig`'s model. Throws MillraceError `no-checkpoint`. */
export async function readRunWeights(
  storage: Storage,
  config: RunConfig,
  choice: CheckpointChoice,
): Promise<{ readonly step: number; readonly weights: ReadonlyMap<string, HostTensor> }> {
  const { step, state } = await requireCheckpoint(storage, config.run, choice, `run ${config.run} has no checkpoint`);
  return { step, weights: plainWeights(config, state.weights) };
}

/** The tokenizer of a version. Throws MillraceError `no-tokens`. */
export async function readRunTokenizer(storage: Storage, { dataset, version, lineage }: Manifest): Promise<Tokenizer> {
  if (lineage.tokenizer === null) {
    throw new MillraceError('no-tokens', `${dataset}@${version} was built without a tokenizer`);
  }
  const key = `${dataset}/${lineage.tokenizer.file}`;
  return openTokenizer(new TextDecoder().decode(await storage.get(key)));
}

function generating(config: RunConfig): { readonly run: TokenRunConfig; readonly model: TokenModel | PairModel } {
  const { run, settings } = config;
  const refused = (what: string): MillraceError =>
    new MillraceError('not-generating', `run ${run} writes no text: ${what}`, {
      kind: 'usage',
      hint: 'name a run of a decoder, such as gpt, whose objective is to predict the next token, or of t5',
    });
  if (readsImages(config)) throw refused('it reads images');
  if (definitionOf(config).reads === 'pairs') return { run: config, model: pairModel(config) };
  const model = tokenModel(config);
  if (model.architecture !== 'decoder') throw refused(`${settings.model.name} is an encoder`);
  if (settings.objective.name === 'classify') throw refused('it was trained to classify');
  if (settings.objective.name === 'answer') throw refused('it was trained to find answers in texts');
  return { run: config, model };
}
