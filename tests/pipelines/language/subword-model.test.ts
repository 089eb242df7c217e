import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import loadCore from 'fasttext.wasm.js/dist/core/fastText.node.js';
import { MillraceError } from '../../../core/errors.ts';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { languagePrefixUnits } from '../../../pipelines/language/detect-language.ts';
import { openSubwordModel } from '../../../pipelines/language/subword-model.ts';
import { fixtureRows } from '../fixture-rows.ts';

const file = readFileSync(fileURLToPath(import.meta.resolve('fasttext.wasm.js/dist/fastText/models/lid.176.ftz')));

describe('predictions are those of fastText to the last bit', async () => {
  const core = await loadCore({});
  const classifier = new core.FastText();
  core.FS.writeFile('model', file);
  classifier.loadModel('model');
  const peer = (text: string, count: number) => {
    const predictions = classifier.predict(text, count, 0);
    try {
      return Array.from({ length: predictions.size() }, (_, k) => {
        const [score, label] = predictions.get(k);
        return { label, score };
      });
    } finally {
      predictions.delete();
    }
  };
  const ours = openSubwordModel(file, languagePrefixUnits);

  test('of texts in many languages, and of their parts', () => {
    const texts = fixtureRows<{ text: string }>('udhr-150.jsonl').map(({ text }) => text.replaceAll('\n', ' '));
    assert.ok(texts.length > 100);
    for (const text of texts) {
      for (const part of [text, text.slice(0, 20), text.slice(-40).toWellFormed()]) {
        assert.deepEqual(ours(part, 5), peer(part, 5), part);
      }
    }
  });

  test('of what the model takes for more than words: its end of a line, labels, brackets, every kind of space', () => {
    const texts = [
      ...['', ' ', 'a </s> not read', '</s>', '__label__en hello', '__label__zz hello', 'x __label__', '< > <s> >a<'],
      ...[
        'de\u000b la\u000c en\u0085\u00a0\u2003 und',
        '\u0001\u0002',
        '😀 😀😀',
        'ﷺ',
        'e\u0301e\u0301',
        '日本語 テキスト',
      ],
    ];
    for (const text of texts)
      for (const count of [1, 5, 16]) assert.deepEqual(ours(text, count), peer(text, count), text);
  });

  test('of texts drawn from all characters', () => {
    for (let k = 0; k < 400; k++) {
      let text = '';
      for (let i = 0; i < 60; i++) {
        const draw = randomUint32(k, i);
        const range = [0x80, 0x250, 0x3100, 0x10ffff][draw % 4] ?? 0;
        text += draw % 7 === 0 ? ' ' : String.fromCodePoint((draw >>> 3) % range);
      }
      const line = text.toWellFormed().replace(/[\0\n]/g, ' ');
      assert.deepEqual(ours(line, 5), peer(line, 5), JSON.stringify(line));
    }
  });

  test('of the first units of a text alone', () => {
    const long = 'palabras de una frase que sigue '.repeat(30);
    assert.equal(openSubwordModel(file, 32)('日'.repeat(40), 1)[0]?.label, peer('日'.repeat(32), 1)[0]?.label);
    assert.equal(ours(long, 1)[0]?.label, '__label__es');
  });
});

test('any other file is refused', () => {
  const changed = Uint8Array.from(file);
  changed[0] = 0;
  const longer = Buffer.concat([file, Buffer.of(0)]);
  for (const bytes of [changed, longer, file.subarray(0, 100_000), file.subarray(0, 3), new Uint8Array()]) {
    assert.throws(
      () => openSubwordModel(bytes, 300),
      (error) => error instanceof MillraceError && error.code === 'bad-language-model',
    );
  }
});
