import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../../../training/checkpoints/safetensors.ts';
import { initialWeight } from '../../../training/initial-weights.ts';
import { bert } from '../../../training/models/bert.ts';

const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'the', 'mill', 'river', 'wheel', '##s'];
/** `tokenizer.json` of the model. */
export const smallTokenizer = {
  version: '1.0',
  truncation: { max_length: 6, strategy: 'LongestFirst', stride: 0, direction: 'Right' },
  padding: null,
  added_tokens: [],
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
  },
};
/** `config.json` of the model. */
export const smallConfig = {
  model_type: 'bert',
  hidden_act: 'gelu',
  hidden_size: 8,
  intermediate_size: 24,
  num_attention_heads: 2,
  num_hidden_layers: 1,
  max_position_embeddings: 20,
  type_vocab_size: 2,
  vocab_size: vocabulary.length,
};

/** Writes a sentence model of 8 numbers a vector, as sentence-transformers saves it, with `files` beside or in place of its own. */
export async function writeSmallModel(folder: string, files: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const parameters = bert.parameters.parse({ layers: 1, heads: 2, width: 8, mlpRatio: 3, head: false });
  const { weights } = bert.build(parameters, { vocabulary: vocabulary.length, length: 20 });
  const tensors = weights.map((spec) => [spec.name.replace(/^bert\./, ''), initialWeight(spec, 3)] as const);
  await writeFile(join(folder, 'model.safetensors'), encodeSafetensors(new Map(tensors)));
  await mkdir(join(folder, '1_Pooling'));
  for (const [name, value] of Object.entries({
    'config.json': smallConfig,
    'tokenizer.json': smallTokenizer,
    ...files,
  })) {
    await writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  }
}
