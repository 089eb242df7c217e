import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileBpe } from '../../../pipelines/tokenizers/bpe-model.ts';
import { byteLevelText, plainByteLevelText } from '../../../pipelines/tokenizers/byte-level-text.ts';
import { openTokenBuffer, type TokenBuffer } from '../../../pipelines/tokenizers/tokenizer.ts';
import { parseTokenizerFile } from '../../../pipelines/tokenizers/tokenizer-file.ts';
import { scanGpt2, scanLlama3 } from '../../../pipelines/tokenizers/word-scanner.ts';
import { readFixture } from './fixture.ts';

type Append = (text: string, buffer: TokenBuffer) => void;

for (const scan of [scanGpt2, scanLlama3]) {
  const { added_tokens, model: file } = parseTokenizerFile(readFixture('llama3-700.json'));
  assert.ok(file.type === 'BPE');
  const model = compileBpe({ added_tokens, model: file });
  const words = { scan, prefixSpace: false };
  const kernel = byteLevelText(model, {}, words);
  const plain = plainByteLevelText(model, undefined, words);

  test(`the kernel gives the tokens that code without it gives: ${scan.name}`, () => {
    const piece = fc.constantFrom(
      'the',
      'and',
      'ing',
      ' ',
      'e',
      'é',
      '中',
      '文',
      '😀',
      '\ud800',
      '0',
      '-',
      '\n',
      'tion',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 120 }), (pieces) => {
        const text = pieces.join('');
        assert.deepEqual(idsOf(kernel, text), idsOf(plain, text));
      }),
      { numRuns: 300 },
    );
  });

  test(`words of every length, and texts longer than the kernel takes at once: ${scan.name}`, () => {
    const lengths = [1, 2, 3, 4, 15, 16, 17, 31, 61, 62, 63, 64, 65, 66, 200, 65_535, 65_536, 65_537];
    const texts = [
      ...lengths.flatMap((length) => ['a'.repeat(length), `x ${'tion'.repeat(length).slice(0, length)} y`]),
      lengths.map((length) => 'er'.repeat(length).slice(0, length)).join(' '),
      'one word and another '.repeat(9000),
    ];
    for (const text of texts) assert.deepEqual(idsOf(kernel, text), idsOf(plain, text), `${text.length} characters`);
  });
}

function idsOf(append: Append, text: string): number[] {
  const buffer = openTokenBuffer(1);
  append('a', buffer);
  append(text, buffer);
  return [...buffer.ids.subarray(0, buffer.length)];
}
