import { openAddedVocabulary } from './added-vocabulary.ts';
import { readBpe } from './bpe-model.ts';
import { byteLevelText, byteWordsOf } from './byte-level-text.ts';
import { openDecoder } from './decode.ts';
import { openBpeWords } from './models/bpe-words.ts';
import { openUnigram } from './models/unigram.ts';
import type { WordModel } from './models/word-model.ts';
import { openWordPiece } from './models/word-piece.ts';
import { type Normalizer, openNormalizer } from './normalizers/open-normalizer.ts';
import { asksForStart, openSplitter } from './splitters/open-splitter.ts';
import { fillTemplate, pad, readTemplate, type Template, theText, truncate } from './template.ts';
import { openTokenBuffer, reserveTokens, type TokenBuffer, type Tokenizer } from './tokenizer.ts';
import { parseTokenizerFile, type TokenizerFile } from './tokenizer-file.ts';
import { wordText } from './word-text.ts';

/** Tokens that stand between documents, the first that exists before others. */
export const endOfTextNames: readonly string[] = [
  ...['<|endoftext|>', '<|end_of_text|>', '</s>', '<eos>', '<|im_end|>', '<｜end▁of▁sentence｜>', '[SEP]'],
];

/**
 * Opens a Hugging Face `tokenizer.json` of BPE, WordPiece or Unigram kind; ids equal those of `tokenizers` 0.23.3 for
 * every text.
 *
 * Cost: linear in the text but for words, O(n log n) each, whatever the text holds. Memory: 10 MB, the vocabulary,
 * and 3 bytes for each code unit of the longest text met. One tokenizer serves one thread.
 *
 * @throws MillraceError `tokenizer-unsupported` or `tokenizer-invalid`, which name the key
 *
 * Speed beside `tokenizers` and `tiktoken`: benchmarks/tokenize.ts.
 */
export function openTokenizer(json: string): Tokenizer {
  const file = parseTokenizerFile(json);
  const normalizer = file.normalizer ? openNormalizer(file.normalizer) : undefined;
  const { ids: modelIds, appendText, wellFormed } = openText(file);
  const startAsked = file.pre_tokenizer ? asksForStart(file.pre_tokenizer) : false;
  const added = openAddedVocabulary(file.added_tokens, modelIds, startAsked ? normalizer : withoutStart(normalizer));
  const ids = new Map([...modelIds, ...added.ids]);
  const template: Template = file.post_processor ? readTemplate(file.post_processor) : [theText];
  const idOf = (token: string): number | undefined => ids.get(token);
  const endOfText = endOfTextNames.map(idOf).find((id) => id !== undefined);
  const scratch = openTokenBuffer();

  function append(text: string, buffer: TokenBuffer): void {
    added.extract(
      wellFormed || normalizer !== undefined ? text.toWellFormed() : text,
      (part, startUnits) => appendText(part, buffer, startUnits),
      (id) => {
        reserveTokens(buffer, 1)[buffer.length++] = id;
      },
    );
  }

  function encode(text: string): Uint32Array {
    scratch.length = 0;
    append(text, scratch);
    return scratch.ids.slice(0, scratch.length);
  }

  return {
    ...openDecoder(file, ids, added.spellings),
    endOfText,
    template,
    append,
    encode,
    encodeWhole(text) {
      const cut = file.truncation ? truncate(encode(text), file.truncation, template) : encode(text);
      const filled = fillTemplate(template, cut);
      return file.padding ? pad(filled, file.padding) : filled;
    },
    idOf,
  };
}

/** The model's vocabulary, and what encodes a normalized text without added tokens, which it may ask to be `wellFormed`. */
function openText(file: TokenizerFile): {
  readonly ids: ReadonlyMap<string, number>;
  readonly wellFormed: boolean;
  readonly appendText: (text: string, buffer: TokenBuffer, startUnits: number) => void;
} {
  const { model: modelFile, pre_tokenizer: splitterFile } = file;
  let model: WordModel;
  if (modelFile.type === 'WordPiece') model = openWordPiece(modelFile);
  else if (modelFile.type === 'Unigram') model = openUnigram(modelFile);
  else {
    const bpe = readBpe(modelFile);
    const { byteIds } = bpe;
    const { continuing_subword_prefix: prefix, end_of_word_suffix: suffix } = modelFile;
    const words = byteIds === undefined || prefix || suffix ? undefined : byteWordsOf(splitterFile);
    if (byteIds !== undefined && words !== undefined) {
      return { ids: bpe.ids, wellFormed: false, appendText: byteLevelText({ ...bpe, byteIds }, modelFile, words) };
    }
    model = openBpeWords(bpe, modelFile);
  }
  return {
    ids: model.ids,
    wellFormed: true,
    appendText: wordText(splitterFile ? openSplitter(splitterFile) : undefined, model),
  };
}

function withoutStart(normalizer: Normalizer | undefined): Pick<Normalizer, 'normalize'> | undefined {
  return normalizer && { normalize: normalizer.normalize };
}
