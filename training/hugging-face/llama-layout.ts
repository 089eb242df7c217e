import { type LlamaSides, llama, llamaSides } from '../models/llama.ts';
import { endedClasses } from './class-names.ts';
import type { ConfigReader } from './config-reader.ts';
import type { Layout } from './layout.ts';
import { classWeight, ownScoreName, scoreWeight, storedScoreName } from './score-head.ts';
import { tokensOf } from './sizes.ts';
import { textEnds } from './text-ends.ts';

/** LLaMA: `LlamaForCausalLM`, `LlamaForSequenceClassification`, and the models that share its architecture under its name. */
export const llamaLayout: Layout = {
  modelType: 'llama',
  architectures: ['LlamaForCausalLM', 'LlamaModel', 'LlamaForSequenceClassification'],
  model: 'llama',
  heads: scoreWeight,
  describe: (config, stored) => {
    config.only('hidden_act', 'silu');
    config.only('attention_bias', false);
    config.only('mlp_bias', false);
    const heads = config.count('num_attention_heads', 32);
    const width = config.count('hidden_size', 4096);
    const headWidth = config.optional('head_dim') === undefined ? null : config.count('head_dim');
    return {
      parameters: {
        layers: config.count('num_hidden_layers', 32),
        heads,
        kvHeads: config.count('num_key_value_heads', heads),
        width,
        headWidth: headWidth === width / heads ? null : headWidth,
        inner: config.count('intermediate_size', 11008),
        theta: thetaOf(config),
        epsilon: config.number('rms_norm_eps', 1e-6),
        tied: config.flag('tie_word_embeddings', false) || !stored.has('lm_head.weight'),
      },
      size: { vocabulary: config.count('vocab_size', 32000), positions: config.count('max_position_embeddings', 2048) },
    };
  },
  nameOf: (stored) => {
    if (/\.rotary_emb\.inv_freq$/.test(stored)) return null;
    return /^(?:embed_tokens|layers|norm)\./.test(stored) ? `model.${stored}` : ownScoreName(stored);
  },
  write: (model) => {
    const parameters = llama.parameters.parse(model.parameters);
    const classifies = model.weights.has(classWeight);
    const { layers, width, theta, epsilon, tied } = parameters;
    const { heads, kvHeads, headWidth, inner }: LlamaSides = llamaSides(parameters);
    const { vocabulary, positions } = tokensOf(model.size);
    return {
      config: {
        architectures: [classifies ? 'LlamaForSequenceClassification' : 'LlamaForCausalLM'],
        model_type: 'llama',
        attention_bias: false,
        mlp_bias: false,
        hidden_act: 'silu',
        head_dim: headWidth,
        hidden_size: width,
        intermediate_size: inner,
        max_position_embeddings: positions,
        num_attention_heads: heads,
        num_hidden_layers: layers,
        num_key_value_heads: kvHeads,
        rms_norm_eps: epsilon,
        // The first is read by transformers before 5, the second since.
        rope_theta: theta,
        rope_parameters: { rope_theta: theta, rope_type: 'default' },
        tie_word_embeddings: tied,
        vocab_size: vocabulary,
        ...textEnds(model),
        ...endedClasses(model),
      },
      weights: new Map(
        [...model.weights]
          // A model of classes has no head that names tokens.
          .filter(([name]) => !classifies || name !== 'lm_head.weight')
          .map(([name, tensor]) => [storedScoreName(name), tensor]),
      ),
    };
  },
};

/** `rope_parameters` holds it since transformers 5; before, `rope_theta`, with `rope_scaling` beside it. */
function thetaOf(config: ConfigReader): number {
  const scaling = config.below('rope_scaling');
  for (const key of ['type', 'rope_type']) scaling.only(key, 'default', 'angles that are not scaled');
  const rope = config.below('rope_parameters');
  rope.only('rope_type', 'default', 'angles that are not scaled');
  return rope.number('rope_theta', config.number('rope_theta', 10_000));
}
