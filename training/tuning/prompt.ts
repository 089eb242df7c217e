import { MillraceError } from '../../core/errors.ts';
import type { Forward, TokenModel, TokenSamples, WeightSpec } from '../model.ts';
import type { Tensor2D, Tensor3D } from '../tensorflow.ts';

/** Prompt tuning. Lester, Al-Rfou and Constant, The Power of Scale for Parameter-Efficient Prompt Tuning, 2021. */
export interface PromptSettings {
  /** Virtual tokens before each text. */
  readonly tokens: number;
}

/** Name of the trained states, [tokens, width]. */
export const promptName = 'prompt.weight';

/**
 * The decoder with all its weights frozen and trained states before each text, as if they were embeddings of tokens of
 * their own. They take the first places; states of the text alone are given, so an objective sees no difference.
 * A sample may have `length` tokens where the model has positions for `length` + `tokens`. Costs as many tokens more in
 * each sample, and a copy of the token table. It caches nothing.
 * Throws MillraceError `bad-prompt` (usage) for a model that is no decoder with a token table.
 */
export function promptTuned(model: TokenModel, { tokens }: PromptSettings): TokenModel {
  const { tokenTable, cached: _, ...rest } = model;
  const table = model.weights.find(({ name }) => name === tokenTable);
  if (tokenTable === undefined || table === undefined || model.architecture !== 'decoder') {
    throw new MillraceError('bad-prompt', 'expected a decoder that reads a table of tokens, found another model', {
      kind: 'usage',
      hint: 'tune: lora adapts models of every kind',
    });
  }
  const [vocabulary = 0, width = 0] = table.shape;
  const prompt: WeightSpec = {
    ...{ name: promptName, shape: [tokens, width], decays: true },
    initial: { kind: 'normal', deviation: 0.02 },
  };
  const extended = (forward: Forward): Forward => ({
    ...forward,
    weight: (name) => {
      const weight = forward.weight(name);
      if (name !== tokenTable) return weight;
      return forward.tf.concat([weight as Tensor2D, forward.weight(promptName) as Tensor2D], 0);
    },
  });
  return {
    ...rest,
    weights: [...model.weights.map((weight): WeightSpec => ({ ...weight, frozen: true })), prompt],
    residual: (forward, samples) => {
      const { tf } = forward;
      const all = samples.length + tokens;
      const states = model.residual(extended(forward), behindPrompt(forward, samples, vocabulary, tokens));
      const bySample = states.reshape<Tensor3D>([samples.samples, all, width]);
      const text = tf.slice(bySample, [0, tokens, 0], [samples.samples, samples.length, width]);
      return text.reshape<Tensor2D>([samples.samples * samples.length, width]);
    },
  };
}

/** The samples with the virtual tokens, the rows after the vocabulary's, before each. */
function behindPrompt(
  { tf }: Forward,
  { ids, samples, length }: TokenSamples,
  vocabulary: number,
  tokens: number,
): TokenSamples {
  const virtual = tf.range(vocabulary, vocabulary + tokens, 1, 'int32').reshape<Tensor2D>([1, tokens]);
  const before = tf.tile<Tensor2D>(virtual, [samples, 1]);
  const whole = tf.concat<Tensor2D>([before, ids.reshape<Tensor2D>([samples, length])], 1);
  return { ids: whole.reshape([samples * (length + tokens)]), samples, length: length + tokens };
}
