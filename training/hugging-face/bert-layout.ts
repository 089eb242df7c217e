import { bertWeightName } from '../models/bert.ts';
import { classNames } from './class-names.ts';
import type { Layout, TrainedModel } from './layout.ts';
import { tokensOf } from './sizes.ts';
import { requireWholeHeads } from './whole-heads.ts';

/** Heads of other tasks, copies of tied weights, and the numbers of the places. */
const leftOut = /^(?:qa_outputs\.|cls\.seq_relationship\.|cls\.predictions\.decoder\.|bert\.embeddings\.position_ids$)/;
/** What `BertForSequenceClassification` has beside the model; other heads of classes see no pooler. */
const ofClasses = /^(?:bert\.pooler\.|classifier\.)/;
const headWeight = 'cls.predictions.transform.dense.weight';
const classWeight = 'classifier.weight';
const poolerWeight = 'bert.pooler.dense.weight';

/** BERT: `BertForMaskedLM`, `BertForSequenceClassification`, or `BertModel` where there is no head, as in MiniLM. */
export const bertLayout: Layout = {
  modelType: 'bert',
  architectures: [
    ...['BertModel', 'BertForMaskedLM', 'BertForPreTraining', 'BertForSequenceClassification'],
    ...['BertForQuestionAnswering', 'BertForTokenClassification'],
  ],
  model: 'bert',
  heads: /^(?:qa_outputs|classifier)\./,
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
        pooler: stored.has(classWeight) && stored.has(poolerWeight),
      },
      size: {
        vocabulary: config.count('vocab_size', 30522),
        positions: config.count('max_position_embeddings', 512),
      },
    };
  },
  nameOf: (stored, { parameters }) => {
    const name = bertWeightName(stored);
    return leftOut.test(name) || (parameters['pooler'] !== true && ofClasses.test(name)) ? null : name;
  },
  write: (model) => {
    const { layers, heads, width, mlpRatio, segments } = model.parameters;
    const { vocabulary, positions } = tokensOf(model.size);
    requireWholeHeads(model.parameters);
    const named = architectureOf(model);
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
        ...(model.classes.length === 0 ? {} : classNames(model.classes)),
      },
      weights: new Map(
        [...model.weights]
          .filter(([name]) => !without[named].test(name))
          .map(([name, tensor]) => [named === 'BertModel' ? name.replace(/^bert\./, '') : name, tensor]),
      ),
    };
  },
};

/** What each of transformers' classes has no place for. */
const without = {
  BertForQuestionAnswering: /^(?:cls\.|bert\.pooler\.)/,
  BertForSequenceClassification: /^cls\./,
  BertForMaskedLM: /^bert\.pooler\./,
  BertModel: /^cls\./,
} as const;

function architectureOf({ weights, parameters }: TrainedModel): keyof typeof without {
  if (weights.has('qa_outputs.weight')) return 'BertForQuestionAnswering';
  if (weights.has(classWeight)) return 'BertForSequenceClassification';
  return parameters['head'] === true ? 'BertForMaskedLM' : 'BertModel';
}
