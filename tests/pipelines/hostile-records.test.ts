import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Document } from '../../core/document.ts';
import { comparedAnswers } from '../../pipelines/dedup/compared-answers.ts';
import { readers } from '../../pipelines/readers/readers.ts';
import { stages } from '../../pipelines/registry.ts';
import { type BoundStage, prepareStages, runStages } from '../../pipelines/run-stages.ts';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { documentOf } from './filters/judge.ts';
import { readAll } from './readers/read-all.ts';
import { staysNear } from './stays-near.ts';
import { readFixture, readKinds } from './tokenizers/fixture.ts';

const size = 2 ** 17;

function filled(unit: string): string {
  return unit
    .repeat(Math.ceil(size / unit.length))
    .slice(0, size)
    .toWellFormed();
}

function drawn(from: number, to: number): string {
  let seed = from;
  const codes = Array.from({ length: size }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return from + Math.floor((seed / 2 ** 32) * (to - from));
  });
  return codes
    .map((code) => String.fromCodePoint(code))
    .join('')
    .slice(0, size)
    .toWellFormed();
}

function ordinary(): string {
  const words = drawn(97, 123).match(/.{1,9}/g) ?? [];
  return words
    .map((word, index) => (index % 12 === 11 ? `${word}.\n` : word))
    .join(' ')
    .slice(0, size);
}

const usual = ordinary();

/** What rules, patterns and parsers look at: each, all of a text. */
const units = [
  ...[
    'a',
    'A',
    '0',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '.',
    '-',
    '"',
    "'",
    "a'",
    "n't",
    '@',
    'a@a.',
    '/',
    'http://',
    'www.a.',
    ':',
    '+1',
    '1-',
  ],
  ...[
    '1.',
    '1,000,',
    '(',
    '(a)',
    '[',
    '{',
    '<',
    '<p>',
    '<b></b>',
    '<!--',
    '</',
    '&',
    '&#',
    '&amp',
    '\\',
    '_',
    '*',
    '#',
    '|',
    '=',
    'password:',
  ],
  ...[
    '-----BEGIN ',
    'sk-',
    'ghp_',
    'eyJ',
    'DE89 3704 ',
    'U.S.',
    'a...b',
    ':-)',
    'a\n',
    '- a\n',
    'a\n\n',
    '<|im_start|>',
  ],
  ...[
    '\u0301',
    'a\u0301\u0316',
    '\u200d',
    '👩\u200d',
    '\u{1f1e6}',
    '\u1100',
    '\u1100\u1161\u11a8',
    '的',
    '的。',
    'Ａ',
    'ก',
    'क्',
    '\ufdfa',
    'ﬃ',
  ],
  ...['Ã©', 'ÃƒÂ', 'â€™', '\ufeff', '\0', '\ufffd', '𝒜'],
];

const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(units.map((unit) => [JSON.stringify(unit), filled(unit)])),
  'opened, then closed': `${'('.repeat(size / 2)}${')'.repeat(size / 2)}`,
  'a letter, then marks': `a${filled('\u0301\u0323')}`,
  'no word twice': Array.from({ length: size / 8 }, (_, index) => String(1e6 + index)).join(' '),
  'no line twice': Array.from({ length: size / 8 }, (_, index) => String(1e6 + index)).join('\n'),
  letters: drawn(97, 123),
  digits: drawn(48, 58),
  ASCII: drawn(33, 127),
  controls: drawn(0, 160),
  Chinese: drawn(0x4e00, 0x9fa5),
  Thai: drawn(0xe01, 0xe3a),
  Hindi: drawn(0x900, 0x97f),
  'any characters': drawn(0x21, 0x10ffff),
};

/** Files that are deep, wide or endless in a format's own way. */
const structures: Readonly<Record<string, string>> = {
  'arrays in arrays': `{"text":${'['.repeat(size / 2)}${']'.repeat(size / 2)}}`,
  'many keys': `{"text":"x",${Array.from({ length: size / 8 }, (_, index) => `"k${index}":1`).join()}}`,
  escapes: `{"text":"${filled('\\u0041')}"}`,
  quotes: `text\n"${filled('""')}"`,
  columns: `text,${filled(',')}\n${filled(',')}`,
  'parts in parts': Array.from(
    { length: 2000 },
    (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\n\n--b${index}\n`,
  ).join(''),
  parts: `Content-Type: multipart/mixed; boundary=b\n\n${filled('--b\n\na\n')}`,
  'words of headers': `Subject: ${filled('=?utf-8?b?YQ==?= ')}\n\nx`,
  'folded headers': `Subject: a${filled('\n a')}\n\nx`,
  'parameters in parts': `Content-Type: text/plain; ${Array.from({ length: size / 14 }, (_, index) => `name*${index}*=a`).join('; ')}\n\nx`,
  'quoted-printable': `Content-Transfer-Encoding: quoted-printable\n\n${filled('=41')}`,
  mailboxes: filled('From a\n\nb\n\n'),
  'headers of WARC': `WARC/1.0\r\n${filled('A: b\r\n')}`,
  'records of WARC': filled('WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n'),
  'objects of PDF': `%PDF-1.4\n${filled('1 0 obj\n<<>>\nendobj\n')}`,
  'arrays of PDF': `%PDF-1.4\n1 0 obj\n${filled('[')}\ntrailer<</Root 1 0 R>>`,
  'trailers of PDF': `%PDF-1.4\n${filled('trailer\n<</Root 1 0 R>>\n')}`,
};

/** A stage with parameters of its examples, whose files are written to the folder, each way to find words once. */
async function settings(stage: (typeof stages)[number], folder: string): Promise<readonly unknown[]> {
  const shown: Readonly<Record<string, unknown>>[] = [];
  for (const { parameters = {}, ...example } of stage.examples ?? []) {
    const files = 'files' in example ? (example.files ?? {}) : {};
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), typeof content === 'string' ? content : await content());
    const placed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(placed);
      return typeof value === 'string' && value in files ? join(folder, value) : value;
    };
    shown.push(Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, placed(value)])));
  }
  const more = stage.name === 'extract-html' ? [{ extractor: 'all' }, { extractor: 'readability' }] : [];
  const first = shown[0] ?? {};
  const words = ['spacy', 'unicode', 'whitespace', 'segmenter', 'characters'].map((each) => ({
    ...first,
    words: each,
  }));
  return [...(shown.length === 0 ? [{}] : shown), ...more, ...words].flatMap((given) => {
    const parsed = stage.parameters.safeParse(given);
    return parsed.success ? [parsed.data] : [];
  });
}

/** What the stage does with a text; a stage that compares documents gets two that are nearly the same. */
async function workOf(stage: (typeof stages)[number], parameters: unknown): Promise<(text: string) => unknown> {
  if (stage.kind === 'dedup') {
    assert.ok(stage.compares !== 'embeddings');
    const compared = (text: string) => ['', 'x'].map((end, id) => ({ id, item: at(`${text}${end}`) }));
    return (text) => comparedAnswers(stage, parameters, compared(text));
  }
  const bound: BoundStage = { stage, parameters };
  await prepareStages([bound]);
  return (text) => runStages([bound], at(text, stage.name === 'extract-html' ? 'html' : 'text'));
}

function at(text: string, format: Document['format'] = 'text'): Document {
  return documentOf(text, { metadata: { url: text.slice(0, 2000), prompt: text }, format });
}

for (const stage of stages) {
  // It sees a text's first words alone, by a model that has to be fetched.
  if (stage.name === 'dedup-semantic') continue;
  test(`${stage.name} takes about the time of an ordinary text for any`, async (t) => {
    const all = await settings(stage, temporaryFolder(t));
    assert.notEqual(all.length, 0);
    for (const parameters of all) await staysNear(await workOf(stage, parameters), usual, texts);
  });
}

for (const reader of readers) {
  test(`the reader ${reader.format} takes about the time of an ordinary file for any`, async () => {
    const limits = { recordBytes: 2 ** 23, expansionRatio: 100 };
    const read = (text: string) => readAll(reader, `a.${reader.format}`, Buffer.from(text), {}, limits);
    const few = Object.fromEntries(Object.entries(texts).filter((_, index) => index % 4 === 0));
    await staysNear(read, usual, { ...few, ...structures });
  });
}

const { bases, cases } = readKinds();
const tokenizers = new Map(['gpt2-700.json', 'llama3-700.json'].map((name) => [name, readFixture(name)]));
for (const { name, base, keys, model } of cases) {
  if (!['BERT', 'T5', 'Llama 2'].includes(name)) continue;
  tokenizers.set(
    `${base}, ${name}`,
    JSON.stringify({ ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } }),
  );
}
for (const [name, file] of tokenizers) {
  test(`the tokenizer ${name} takes about the time of an ordinary text for any`, async () => {
    const tokenizer = openTokenizer(file);
    await staysNear((text: string) => tokenizer.encode(text), usual, texts);
  });
}
