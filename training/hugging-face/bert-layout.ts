import { bertWeightName } from '../models/bert.ts';
import type { Layout } from './layout.ts';
import { tokensOf } from './sizes.ts';

/** The pooler and heads of other tasks, copies of tied weights, and the numbers of the places. */
const leftOut =
  /^(?:bert\.pooler\.|classifier\.|qa_outputs\.|cls\.seq_relationship\.|cls\.predictions\.decoder\.|bert\.embeddings\.position_ids$)/;
const headWeight = 'cls.predictions.transform.dense.weight';

/** BERT: `BertForMaskedLM`, or `BertModel` where there is no head, as in MiniLM. */
export const bertLayout: Layout = {
  modelType: 'bert',
  architectures: [
    ...['BertModel', 'BertForMaskedLM', 'BertForPreTraining', 'BertForSequenceClassification'],
    ...['BertForQuestionAnswering', 'BertForTokenClassification'],
  ],
  model: 'bert',
  heads: /^qa_outputs\./,
  describe: (config, stored) => {
    config.only('hidden_act', 'gelu');
    config.only('layer_norm_eps', 1e-12);
    config.only('position_embedding_type', 'absolute');
    config.only('is_decoder', false);
    config.only('add_cross_attention', false);
    config.only('tie_word_embeddings', true, 'a head that is the embedding');
    const width = config.count('hidden_size', 768);
    return {
      parameters: {
        layers: config.count('num_hidden_layers', 12),
        heads: config.count('num_attention_heads', 12),
        width,
        mlpRatio: config.count('intermediate_size', 3072) / width,
        segments: config.count('type_vocab_size', 2),
        head: stored.has(headWeight),
      },
      size: {
        vocabulary: config.count('vocab_size', 30522),
        positions: config.count('max_position_embeddings', 512),
      },
    };
  },
  nameOf: (stored) => {
    const name = bertWeightName(stored);
    return leftOut.test(name) ? null : name;
  },
  write: (model) => {
    const { layers, heads, width, mlpRatio, segments, head } = model.parameters;
    const { vocabulary, positions } = tokensOf(model.size);
    const finds = model.weights.has('qa_outputs.weight');
    const named = finds ? 'BertForQuestionAnswering' : head === true ? 'BertForMaskedLM' : 'BertModel';
    return {
      config: {
        architectures: [named],
        model_type: 'bert',
        hidden_act: 'gelu',
        hidden_size: width ?? 0,
        intermediate_size: Math.max(1, Math.round(Number(width) * Number(mlpRatio))),
        layer_norm_eps: 1e-12,
        max_position_embeddings: positions,
        num_attention_heads: heads ?? 0,
        num_hidden_layers: layers ?? 0,
        type_vocab_size: segments ?? 2,
        vocab_size: vocabulary,
        tie_word_embeddings: true,
        is_decoder: false,
      },
      weights: new Map(
        [...model.weights]
          // A model that finds answers has no head that names tokens.
          .filter(([name]) => !finds || !name.startsWith('cls.'))
          .map(([name, tensor]) => [named === 'BertModel' ? name.replace(/^bert\./, '') : name, tensor]),
      ),
    };
  },
};
