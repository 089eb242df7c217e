import { byteWordsOf } from '../../../pipelines/tokenizers/byte-level-text.ts';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.ts';
import { parseTokenizerFile, type TokenizerFile } from '../../../pipelines/tokenizers/tokenizer-file.ts';
import { notExportable } from '../not-exportable.ts';
import type { GgufValue } from './gguf-file.ts';

/** Numbers of llama.cpp's `llama_token_attr` as files have them. */
const tokenTypes = { normal: 1, control: 3, userDefined: 4, unused: 5 } as const;

/**
 * A byte-level BPE tokenizer in llama.cpp's words: tokens by id up to `vocabulary`, which the model may have more of, and
 * merges in their order. Throws MillraceError `not-exportable` (usage) for any other kind of tokenizer.
 */
export function tokenizerMetadata(json: string, vocabulary: number): Readonly<Record<string, GgufValue>> {
  const file = parseTokenizerFile(json);
  const { model } = file;
  requireGpt2(file);
  if (model.type !== 'BPE') throw otherKind(model.type);
  const tokens = Array.from({ length: vocabulary }, (_, id) => `[PAD${id}]`);
  const types: number[] = Array.from({ length: vocabulary }, () => tokenTypes.unused);
  const place = (id: unknown, token: string, type: number): void => {
    if (typeof id !== 'number' || id >= vocabulary) throw otherKind(`a token ${id} of ${vocabulary}`);
    tokens[id] = token;
    types[id] = type;
  };
  for (const [token, id] of Object.entries(model.vocab)) place(id, token, tokenTypes.normal);
  for (const { id, content, special } of file.added_tokens) {
    place(id, content, special ? tokenTypes.control : tokenTypes.userDefined);
  }
  const end = openTokenizer(json).endOfText;
  return {
    'tokenizer.ggml.model': { text: 'gpt2' },
    'tokenizer.ggml.pre': { text: 'gpt-2' },
    'tokenizer.ggml.tokens': { texts: tokens },
    'tokenizer.ggml.token_type': { i32s: types },
    'tokenizer.ggml.merges': { texts: model.merges.map(mergeText) },
    ...(end === undefined
      ? {}
      : { 'tokenizer.ggml.bos_token_id': { u32: end }, 'tokenizer.ggml.eos_token_id': { u32: end } }),
    'tokenizer.ggml.add_bos_token': { flag: false },
  };
}

/** Older files write a merge as one text, newer ones as a pair. */
function mergeText(merge: unknown): string {
  return Array.isArray(merge) ? merge.join(' ') : String(merge);
}

/** The pattern of GPT-2, over plain bytes, with nothing before and nothing around. */
function requireGpt2({ model, normalizer, pre_tokenizer: splitter }: TokenizerFile): void {
  if (model.type !== 'BPE') throw otherKind(model.type);
  if (normalizer) throw otherKind(`a normalizer ${normalizer.type}`);
  const plain = splitter?.type === 'ByteLevel' && !splitter.add_prefix_space && splitter.use_regex !== false;
  if (!plain || byteWordsOf(splitter) === undefined) throw otherKind(`words by ${splitter?.type ?? 'nothing'}`);
}

function otherKind(found: string): Error {
  return notExportable(
    'gguf',
    `expected the byte-level BPE tokenizer of GPT-2's words that \`tokenizer train\` makes, found ${found}`,
    'export the weights as safetensors',
  );
}
