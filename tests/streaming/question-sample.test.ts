import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeSpans } from '../../pipelines/chat/answer-spans.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { tokenMarks } from '../../streaming/document-form.ts';
import { askedTexts, questionSample } from '../../streaming/question-sample.ts';
import { tokenizer as byteLevel } from './synthetic-version.ts';

const words = ['where', 'is', 'it', '?', 'the', 'mill', '##er', 'at', 'elm', 'stands', '.'];
const bert = openTokenizer(
  JSON.stringify({
    added_tokens: ['[PAD]', '[CLS]', '[SEP]'].map((content, id) => ({
      ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', cls: ['[CLS]', 1], sep: ['[SEP]', 2] },
    model: {
      ...{ type: 'WordPiece', unk_token: '[PAD]', continuing_subword_prefix: '##', max_input_chars_per_word: 100 },
      vocab: Object.fromEntries(['[PAD]', '[CLS]', '[SEP]', ...words].map((token, id) => [token, id])),
    },
  }),
);
const id = (token: string): number => bert.idOf(token) ?? -1;
const { context, start, end } = tokenMarks;

function documentOf(text: string, answer: string | null) {
  const at = answer === null ? -1 : text.indexOf(answer);
  const spans = answer === null ? [] : [[at, at + answer.length] as const];
  return { id: 'a', text, metadata: { question: 'Where is it?', answers: writeSpans(text, spans) } };
}

test('a question and its text are laid out as BERT reads them, the answer marked', () => {
  const text = 'The miller stands at Elm.';
  const asked = askedTexts(bert, { length: 20, overlap: null })(documentOf(text, 'miller stands'));
  assert.equal(asked.windows, 1);
  const { ids, marks, from, to } = asked.window(0);
  const tokens = [
    '[CLS]',
    'where',
    'is',
    'it',
    '?',
    '[SEP]',
    'the',
    'mill',
    '##er',
    'stands',
    'at',
    'elm',
    '.',
    '[SEP]',
  ];
  assert.deepEqual([...ids], tokens.map(id));
  const expected: number[] = tokens.map((_, place) => (place < 6 ? 0 : context));
  expected[7] = context + start;
  expected[9] = context + end;
  assert.deepEqual([...marks], expected);
  const shown = tokens.map((_, place) => ((from[place] ?? -1) < 0 ? '' : text.slice(from[place], to[place])));
  assert.deepEqual(shown, ['', '', '', '', '', '', 'The', 'miller', 'miller', 'stands', 'at', 'Elm', '.', '']);
});

test('a text that is too long is read in windows; an answer that is not whole in one is not in it', () => {
  // Six tokens of the question, one after the text: five of the text in a window, two of them of the one before.
  const asked = askedTexts(bert, { length: 12, overlap: 2 })(
    documentOf('The miller stands at Elm . The mill .', 'stands at Elm'),
  );
  const seen = Array.from({ length: asked.windows }, (_, index) => {
    const { ids, marks } = asked.window(index);
    return [bert.decode(ids.slice(6, -1)), ...[...marks].filter((mark) => mark > context)];
  });
  assert.deepEqual(seen, [
    ['the mill ##er stands at'],
    ['stands at elm . the', context + start, context + end],
    ['. the mill .'],
  ]);
});

test('in each epoch one window is drawn, each as often as another', () => {
  const sample = questionSample(bert, { length: 12, overlap: 2 }, 7);
  const drawn = Array.from({ length: 200 }, (_, epoch) => {
    const { ids } = sample(documentOf('The miller stands at Elm . The mill .', 'Elm'), epoch);
    return bert.decode(ids);
  });
  const counts = new Map<string, number>();
  for (const text of drawn) counts.set(text, (counts.get(text) ?? 0) + 1);
  assert.equal(counts.size, 3);
  assert.ok(Math.min(...counts.values()) > 45, [...counts.values()].join(' '));
  assert.equal(bert.decode(sample(documentOf('The miller stands at Elm . The mill .', 'Elm'), 5).ids), drawn[5]);
});

test('a tokenizer without a template separates by the token between documents, and a question leaves room', () => {
  const text = 'The mill, built in 1650, is old. 水车很老。';
  const asked = askedTexts(byteLevel, { length: 200, overlap: null })(documentOf(text, '1650'));
  const { ids, marks, from, to } = asked.window(0);
  const separators = [...ids].flatMap((token, place) => (token === byteLevel.endOfText ? [place] : []));
  assert.deepEqual(separators, [byteLevel.encode('Where is it?').length, ids.length - 1]);
  assert.equal(byteLevel.decode(ids.slice((separators[0] ?? 0) + 1, -1)), text);
  const first = marks.findIndex((mark) => (mark & start) !== 0);
  const last = marks.findIndex((mark) => (mark & end) !== 0);
  assert.equal(text.slice(from[first], to[last]), '1650');
  const long = {
    ...documentOf(text, '1650'),
    metadata: { question: 'Where is it? '.repeat(99), answers: writeSpans(text, []) },
  };
  const short = askedTexts(byteLevel, { length: 20, overlap: 3 })(long);
  for (let index = 0; index < short.windows; index++) {
    const window = short.window(index);
    assert.ok(window.ids.length <= 20);
    assert.equal(window.ids.indexOf(byteLevel.endOfText ?? -1), 9);
  }
});
