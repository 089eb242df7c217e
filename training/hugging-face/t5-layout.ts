import { t5, t5Sides } from '../models/t5.ts';
import type { Layout } from './layout.ts';
import { tokensOf } from './sizes.ts';

const feedForwards = { 'gated-gelu': 'gated-gelu', relu: 'relu' } as const;
/** Copies of the embedding. */
const leftOut = /^(?:encoder|decoder)\.embed_tokens\.weight$/;

/** T5: `T5ForConditionalGeneration`. It has no most length: 512 is what T5 was trained with. */
export const t5Layout: Layout = {
  modelType: 't5',
  architectures: ['T5ForConditionalGeneration', 'T5Model'],
  model: 't5',
  heads: null,
  describe: (config, stored) => {
    const tied = !stored.has('lm_head.weight');
    // Before transformers 5, a tied head meant scaled states.
    const scaled = config.flag('scale_decoder_outputs', config.flag('tie_word_embeddings', true));
    if (scaled !== tied) {
      throw config.refuse(
        'scale_decoder_outputs',
        `${tied}, since ${tied ? 'the head is the embedding' : 'there is a head of its own'}`,
        scaled,
      );
    }
    const layers = config.count('num_layers', 6);
    return {
      parameters: {
        layers,
        decoderLayers: config.count('num_decoder_layers', layers),
        heads: config.count('num_heads', 8),
        width: config.count('d_model', 512),
        headWidth: config.count('d_kv', 64),
        inner: config.count('d_ff', 2048),
        feedForward: config.choice('feed_forward_proj', feedForwards, 'relu'),
        buckets: config.count('relative_attention_num_buckets', 32),
        distance: config.count('relative_attention_max_distance', 128),
        epsilon: config.number('layer_norm_epsilon', 1e-6),
        tied,
      },
      size: { vocabulary: config.count('vocab_size', 32128), positions: config.count('n_positions', 512) },
    };
  },
  nameOf: (stored) => (leftOut.test(stored) ? null : stored),
  write: ({ parameters, size, weights }) => {
    const sides = t5Sides(t5.parameters.parse(parameters));
    const { vocabulary, positions } = tokensOf(size);
    return {
      config: {
        architectures: ['T5ForConditionalGeneration'],
        model_type: 't5',
        is_encoder_decoder: true,
        d_model: sides.width,
        d_kv: sides.headWidth,
        d_ff: sides.inner,
        num_layers: sides.layers,
        num_decoder_layers: sides.decoderLayers,
        num_heads: sides.heads,
        feed_forward_proj: sides.feedForward,
        relative_attention_num_buckets: sides.buckets,
        relative_attention_max_distance: sides.distance,
        layer_norm_epsilon: sides.epsilon,
        scale_decoder_outputs: sides.tied,
        tie_word_embeddings: sides.tied,
        n_positions: positions,
        vocab_size: vocabulary,
        decoder_start_token_id: 0,
        pad_token_id: 0,
        eos_token_id: null,
      },
      weights,
    };
  },
};
