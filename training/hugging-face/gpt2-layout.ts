import type { HostTensor } from '../host-tensor.ts';
import { endedClasses } from './class-names.ts';
import type { Layout } from './layout.ts';
import { classWeight, ownScoreName, scoreWeight, storedScoreName } from './score-head.ts';
import { tokensOf } from './sizes.ts';
import { textEnds } from './text-ends.ts';
import { requireWholeHeads } from './whole-heads.ts';

/** What transformers calls GELU with the hyperbolic tangent, and GELU as it is defined. */
const activations = { gelu_new: 'gelu-tanh', gelu_pytorch_tanh: 'gelu-tanh', gelu: 'gelu' } as const;

const prefix = 'transformer.';
/** The causal masks that older files hold, and the head, which is the embedding. */
const leftOut = /^(?:h\.\d+\.attn\.(?:bias|masked_bias)|lm_head\.weight)$/;

/** GPT-2: `GPT2LMHeadModel`, or `GPT2ForSequenceClassification`. Its linear layers are [in, out], as ours are. */
export const gpt2Layout: Layout = {
  modelType: 'gpt2',
  architectures: ['GPT2LMHeadModel', 'GPT2Model', 'GPT2ForSequenceClassification'],
  model: 'gpt',
  heads: scoreWeight,
  describe: (config) => {
    const width = config.count('n_embd', 768);
    config.only('layer_norm_epsilon', 1e-5);
    config.only('scale_attn_weights', true);
    config.only('scale_attn_by_inverse_layer_idx', false);
    config.only('add_cross_attention', false);
    config.only('tie_word_embeddings', true, 'a head that is the embedding');
    return {
      parameters: {
        layers: config.count('n_layer', 12),
        heads: config.count('n_head', 12),
        width,
        ...(config.optional('n_inner') === undefined ? {} : { inner: config.count('n_inner') }),
        bias: true,
        activation: config.choice('activation_function', activations, 'gelu_new'),
      },
      size: { vocabulary: config.count('vocab_size', 50257), positions: config.count('n_positions', 1024) },
    };
  },
  nameOf: (stored) => {
    const name = stored.startsWith(prefix) ? stored.slice(prefix.length) : stored;
    return leftOut.test(name) ? null : ownScoreName(name);
  },
  write: (model) => {
    const { layers, heads, width, inner, activation } = model.parameters;
    requireWholeHeads(model.parameters);
    const { vocabulary, positions } = tokensOf(model.size);
    return {
      config: {
        architectures: [model.weights.has(classWeight) ? 'GPT2ForSequenceClassification' : 'GPT2LMHeadModel'],
        model_type: 'gpt2',
        activation_function: activation === 'gelu-tanh' ? 'gelu_new' : 'gelu',
        n_embd: width ?? 0,
        n_head: heads ?? 0,
        n_inner: inner ?? null,
        n_layer: layers ?? 0,
        n_positions: positions,
        vocab_size: vocabulary,
        layer_norm_epsilon: 1e-5,
        tie_word_embeddings: true,
        ...textEnds(model),
        ...endedClasses(model),
      },
      weights: withBiases(model.weights),
    };
  },
};

/** The weights with their prefix; a model without biases gets biases of 0, which transformers cannot do without. */
function withBiases(weights: ReadonlyMap<string, HostTensor>): ReadonlyMap<string, HostTensor> {
  const written = new Map<string, HostTensor>();
  for (const [name, tensor] of weights) {
    if (name === classWeight) {
      written.set(storedScoreName(name), tensor);
      continue;
    }
    written.set(prefix + name, tensor);
    const bias = name.replace(/\.weight$/, '.bias');
    if (weights.has(bias) || /^w[tp]e\./.test(name) || bias === name) continue;
    const side = tensor.shape.at(-1) ?? 0;
    written.set(prefix + bias, { dtype: 'float32', shape: [side], data: new Float32Array(side) });
  }
  return written;
}
