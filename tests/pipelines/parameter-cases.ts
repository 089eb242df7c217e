import type { Document } from '../../core/document.ts';
import { fixturePage } from './extractors/page-fixtures.ts';

/** A document whose result changes when a parameter of a stage, beside the others of `beside`, takes `value`. */
export interface ParameterCase {
  readonly document: string | Partial<Document>;
  readonly value: unknown;
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** What makes files for stages that read some; they last as long as the test. */
export interface CaseFiles {
  readonly file: (text: string, extension?: string) => string;
  /** An n-gram model that learned from the texts. */
  readonly model: (texts: readonly string[]) => Promise<string>;
  /** A classifier that learned to tell texts of labels apart. */
  readonly classifier: (textsByLabel: Readonly<Record<string, readonly string[]>>) => string;
}

type StageCases = Readonly<Record<string, ParameterCase>>;

const at = (url: string) => ({ text: 'text', metadata: { url } });
const plain = { words: 'whitespace', minWords: 1, minMeanWordLength: 0, minStopWords: 0 };
const loose = { words: 'whitespace', maxShortLines: 1, maxNewLines: 9, minTerminalLines: 0 };
/** Nothing repeated is too much. */
const allowed = Object.fromEntries(
  [
    ...['maxDuplicateParagraphs', 'maxDuplicateParagraphCharacters', 'maxDuplicateLines', 'maxDuplicateLineCharacters'],
    ...['maxTop2Gram', 'maxTop3Gram', 'maxTop4Gram', 'maxDuplicate5Grams', 'maxDuplicate6Grams', 'maxDuplicate7Grams'],
    ...['maxDuplicate8Grams', 'maxDuplicate9Grams', 'maxDuplicate10Grams'],
  ].map((name) => [name, 9]),
);
const repeated = `${'a b c d e f g h i j k\n\n'.repeat(4)}`;
const repetition = (name: string): StageCases => ({ [name]: { document: repeated, value: 0.01, beside: allowed } });
const html = (text: string, value: unknown, beside: ParameterCase['beside'] = {}): ParameterCase => ({
  document: { text, format: 'html' },
  value,
  beside,
});
const markdown = { format: 'markdown' };
const article = fixturePage('article');
const linked = '<main><h1>Tea</h1><p>See <a href="u">this</a> <img src="i.png" alt="picture"></p></main>';
const english = 'The river turned the wheel of the old mill, and the miller slept until the morning.';
const personal = (document: string): ParameterCase => ({ document, value: 'drop' });
/** Twenty words that differ, as an item of a test, and twenty others. */
const [item = '', others = ''] = ['q', 'z'].map((first) =>
  Array.from('abcdefghijklmnopqrst', (letter) => `${first}${letter}`).join(' '),
);
const c4Line = 'This line has one sentence. This line has two.';

const asked = {
  text: 'At Elm.',
  metadata: { question: 'Where?', title: 'Mills', answers: '[{"text":"Elm","answer_start":3}]' },
};
const answered = { text: 'Where?', metadata: { output: 'There.', input: 'Say it.' } };
const chatOf = (content: string): string =>
  JSON.stringify([
    { role: 'user', content },
    { role: 'assistant', content: 'There.' },
  ]);

/** For each stage that sees one document at a time and each of its parameters, a document and a value that show it. */
export async function parameterCases(files: CaseFiles): Promise<Readonly<Record<string, StageCases>>> {
  const { file, model } = files;
  const river = await model(Array.from({ length: 20 }, (_, day) => `On day ${day} the river turned the wheel.`));
  const cat = await model(Array.from({ length: 20 }, (_, day) => `A cat sleeps ${day} hours and eats.`));
  return {
    ...casesOfFiles(files),
    'extract-html': {
      extractor: html(article, 'all'),
      format: html('<h1>Tea</h1>', 'markdown'),
      title: html(article, true),
      comments: html(article, true),
      tables: html(fixturePage('documentation'), false),
      links: html(linked, false, markdown),
      images: html(linked, false, markdown),
      metadata: html(article, ['title']),
    },
    language: {
      keep: { document: english, value: ['zh'] },
      minScore: { document: english, value: 1 },
      windows: { document: `${english.repeat(9)}${'水车在老磨坊边转动，磨坊主睡到天亮。'.repeat(40)}`, value: 1 },
      field: { document: english, value: 'lid' },
    },
    pii: {
      emails: personal('a@example.com'),
      ips: personal('8.8.8.8'),
      phones: personal('+1 212-555-0123'),
      ids: personal('11010519491231002X'),
      plates: personal('京A12345'),
      cards: personal('4111 1111 1111 1111'),
      ibans: personal('DE89 3704 0044 0532 0130 00'),
      secrets: personal('https://miller:wheel-9Qx7@mill.example/'),
      mask: { document: 'a@mill.example', value: 'placeholder' },
    },
    normalize: {
      unicode: { document: 'ﬁ', value: 'NFKC' },
      mojibake: { document: 'donâ€™t', value: 'keep' },
      control: { document: 'a\u00adb', value: 'keep' },
      whitespace: { document: 'a  b', value: 'keep' },
      width: { document: 'Ａ１', value: 'fold' },
      punctuation: { document: '“a”', value: 'fold' },
      chinese: { document: '乾燥的頭髮', value: 'simplified' },
      entities: { document: 'a &amp;lt; b', value: 'decode' },
    },
    chat: {
      template: { document: chatOf('Where?'), value: 'llama-3' },
      file: { document: chatOf('Where?'), value: file('{% for m in messages %}{{ m.content }}{% endfor %}') },
      response: { document: answered, value: 'output' },
      context: { document: answered, value: 'input', beside: { response: 'output' } },
      system: { document: chatOf('Where?'), value: 'Be brief.' },
      marks: { document: chatOf('<|im_end|>'), value: 'keep' },
      maxMessages: { document: chatOf('Where?'), value: 1 },
      maxCharacters: { document: chatOf('Where?'), value: 9 },
    },
    question: {
      question: { document: asked, value: 'title' },
      answers: { document: asked, value: 'title' },
      unanswerable: { document: { ...asked, metadata: { ...asked.metadata, answers: '[]' } }, value: 'drop' },
    },
    'replace-regex': {
      pattern: { document: 'ab', value: 'b', beside: { pattern: 'a', replacement: '-' } },
      flags: { document: 'aA', value: 'i', beside: { pattern: 'a' } },
      replacement: { document: 'ab', value: '-', beside: { pattern: 'a' } },
    },
    'url-filter': {
      field: {
        document: { metadata: { url: 'http://a.com', link: 'http://b.com' } },
        value: 'link',
        beside: { domains: ['b.com'] },
      },
      missing: { document: 'text', value: 'drop' },
      allowDomains: { document: at('http://a.com'), value: ['a.com'], beside: { domains: ['a.com'] } },
      allowDomainsFile: { document: at('http://a.com'), value: file('a.com'), beside: { domains: ['a.com'] } },
      domains: { document: at('http://a.com'), value: ['a.com'] },
      domainsFile: { document: at('http://a.com'), value: file('a.com') },
      urls: { document: at('http://a.com'), value: ['http://a.com'] },
      urlsFile: { document: at('http://a.com'), value: file('http://a.com') },
      bannedWords: { document: at('http://a.com/x-y'), value: ['y'] },
      bannedWordsFile: { document: at('http://a.com/x-y'), value: file('y') },
      softBannedWords: { document: at('http://a.com/x-y'), value: ['x', 'y'] },
      softBannedWordsFile: { document: at('http://a.com/x-y'), value: file('x\ny') },
      softThreshold: { document: at('http://a.com/x'), value: 1, beside: { softBannedWords: ['x'] } },
      bannedSubwords: { document: at('http://a.com/wxyz'), value: ['xy'] },
      bannedSubwordsFile: { document: at('http://a.com/wxyz'), value: file('xy') },
      ignoreCase: { document: at('http://a.com/X'), value: false, beside: { bannedWords: ['x'] } },
      extensions: { document: at('http://a.com/x.pdf'), value: ['pdf'] },
      ipHosts: { document: at('http://127.0.0.1'), value: 'drop' },
      punycodeHosts: { document: at('http://xn--fsqu00a.com'), value: 'drop' },
    },
    'gopher-quality': {
      words: { document: 'one, two, three', value: 'characters', beside: { ...plain, minWords: 5 } },
      language: { document: '● one\n● two', value: 'zh', beside: plain },
      minWords: { document: 'one two', value: 3, beside: plain },
      maxWords: { document: 'one two', value: 1, beside: plain },
      minMeanWordLength: { document: 'one two', value: 3.5, beside: plain },
      maxMeanWordLength: { document: 'one two', value: 2.5, beside: plain },
      maxSymbolRatio: { document: 'one #', value: 1, beside: { ...plain, minAlphabeticWords: 0 } },
      maxBulletLines: { document: '- one\n- two', value: 1, beside: { ...plain, minAlphabeticWords: 0 } },
      maxEllipsisLines: { document: 'one…', value: 1, beside: { ...plain, maxSymbolRatio: 9 } },
      minAlphabeticWords: { document: 'one 234', value: 0.4, beside: plain },
      minStopWords: { document: 'one two', value: 1, beside: plain },
      stopWords: { document: 'one two', value: ['one'], beside: { ...plain, minStopWords: 1 } },
    },
    'gopher-repetition': {
      words: {
        document: 'ab-cd-ef-ab-cd-ef',
        value: 'unicode',
        beside: { ...allowed, words: 'whitespace', maxTop2Gram: 0.1 },
      },
      ...Object.assign({}, ...Object.keys(allowed).map(repetition)),
    },
    'c4-quality': {
      language: { document: '这是一句话。那是一句话。', value: 'zh', beside: { minSentences: 2 } },
      terminalPunctuation: { document: 'No mark ends this', value: false, beside: { minSentences: 0 } },
      removeCitations: { document: `${c4Line}[1].`, value: false, beside: { minSentences: 0 } },
      maxWordLength: { document: c4Line, value: 5, beside: { minSentences: 0 } },
      minWordsPerLine: { document: c4Line, value: 10, beside: { minSentences: 0 } },
      javascriptLines: { document: 'This is about JavaScript.', value: false, beside: { minSentences: 0 } },
      policyLines: { document: 'This site uses cookies.', value: false, beside: { minSentences: 0 } },
      loremIpsum: { document: 'It says lorem ipsum.', value: false, beside: { minSentences: 0 } },
      curlyBrackets: { document: 'It has a { in it.', value: false, beside: { minSentences: 0 } },
      minSentences: { document: c4Line, value: 2 },
    },
    'fineweb-quality': {
      words: { document: 'one, two, three.\nfour.', value: 'characters', beside: { ...loose, maxNewLines: 0.1 } },
      language: { document: 'one；', value: 'zh', beside: { ...loose, minTerminalLines: 0.5 } },
      minTerminalLines: { document: 'one', value: 0.5, beside: loose },
      maxShortLines: { document: 'one', value: 0.5, beside: loose },
      shortLineLength: { document: 'one', value: 2, beside: { ...loose, maxShortLines: 0.5 } },
      maxDuplicateCharacters: { document: 'one\none', value: 1, beside: loose },
      maxNewLines: { document: 'one\ntwo', value: 0.4, beside: loose },
    },
    'character-ratios': {
      minAlphanumeric: { document: 'ab--', value: 0.6 },
      minAlphabetic: { document: 'ab12', value: 0.6 },
      maxSpecial: { document: 'ab--', value: 0.4 },
      maxDigits: { document: 'ab12', value: 0.4 },
      maxWhitespace: { document: 'ab  ', value: 0.4 },
      maxUppercase: { document: 'abCD', value: 0.4 },
      scripts: { document: 'abcd', value: { Han: { min: 0.1 } } },
    },
    length: {
      words: { document: 'one, two', value: 'whitespace', beside: { minWords: 3 } },
      minCharacters: { document: 'one two', value: 8 },
      maxCharacters: { document: 'one two', value: 6 },
      minWords: { document: 'one two', value: 3 },
      maxWords: { document: 'one two', value: 1 },
      minLines: { document: 'one\ntwo', value: 3 },
      maxLines: { document: 'one\ntwo', value: 1 },
      minMeanLineLength: { document: 'one\ntwo', value: 4 },
      maxMeanLineLength: { document: 'one\ntwo', value: 2 },
      minLongestLine: { document: 'one\ntwo', value: 4 },
      maxLongestLine: { document: 'one\ntwo', value: 2 },
    },
    'word-list': {
      list: { document: 'a bad word', value: ['bad'], beside: { list: ['x'] } },
      file: { document: 'a bad word', value: file('bad'), beside: { list: ['x'] } },
      boundaries: { document: 'badly', value: 'none', beside: { list: ['bad'] } },
      ignoreCase: { document: 'Bad', value: false, beside: { list: ['bad'] } },
      maxMatches: { document: 'bad', value: 1, beside: { list: ['bad'] } },
      maxShare: { document: 'bad word', value: 0.6, beside: { list: ['bad'] } },
      minMatches: { document: 'word', value: 1, beside: { list: ['bad'] } },
      keepFraction: { document: 'bad', value: 1, beside: { list: ['bad'] } },
      seed: { document: { id: 'a', text: 'bad' }, value: 3, beside: { list: ['bad'], keepFraction: 0.5 } },
      words: { document: 'bad, word', value: 'whitespace', beside: { list: ['bad'], maxShare: 0.4 } },
    },
    regex: {
      pattern: { document: 'ab', value: 'b', beside: { pattern: 'x' } },
      flags: { document: 'A', value: 'i', beside: { pattern: 'a' } },
      drop: { document: 'a', value: 'others', beside: { pattern: 'a' } },
      reason: { document: 'a', value: 'letter', beside: { pattern: 'a' } },
      times: { document: 'a', value: 2, beside: { pattern: 'a' } },
    },
    'visible-text': {
      minShare: { document: '<html><p>one</p></html>', value: 0.9, beside: { minCharacters: 1, minShare: 0 } },
      minCharacters: { document: '<html>one</html>', value: 1, beside: { minShare: 0 } },
    },
    perplexity: {
      model: { document: 'The river turned the wheel.', value: cat, beside: { model: river, max: 40 } },
      min: { document: 'The river turned the wheel.', value: 10_000, beside: { model: river } },
      max: { document: 'The river turned the wheel.', value: 1, beside: { model: river } },
    },
  };
}

/** Those of stages that cannot do without a file. */
function casesOfFiles({ file, classifier }: CaseFiles): Readonly<Record<string, StageCases>> {
  const spam = { loud: ['free casino bonus', 'win a bonus'], calm: ['a mill by the river', 'the river is slow'] };
  const model = classifier(spam);
  const judged = { model, label: 'loud' };
  const against = [file(`${item}\n${item}`)];
  const rows = [file(`${JSON.stringify({ text: others, answer: item })}\n`, '.jsonl')];
  const leak = `${others} ${item} ${others}`;
  const cut = { against, action: 'cut', around: 0, minPiece: 0 };
  return {
    'quality-classifier': {
      model: {
        document: 'a slow river',
        value: classifier({ ...spam, loud: ['a slow day', 'a slow train'] }),
        beside: { ...judged, min: 0.5 },
      },
      label: { document: 'free bonus', value: 'calm', beside: { ...judged, metadata: 'score' } },
      min: { document: 'a mill', value: 0.9, beside: judged },
      max: { document: 'free bonus', value: 0.1, beside: judged },
      metadata: { document: 'a mill', value: 'score', beside: judged },
    },
    decontaminate: {
      against: { document: leak, value: against, beside: { against: [file('none of it')] } },
      fields: { document: item, value: ['answer'], beside: { against: rows } },
      ngram: { document: item.slice(0, 29), value: 10, beside: { against } },
      shortest: { document: others, value: 3, beside: { against: [file(others.slice(0, 8))] } },
      maxItems: { document: leak, value: 1, beside: { against } },
      minMatches: { document: leak, value: 9, beside: { against } },
      minShare: { document: leak, value: 0.5, beside: { against } },
      action: { document: leak, value: 'cut', beside: { against, around: 0, minPiece: 0 } },
      around: { document: leak, value: 10, beside: cut },
      minPiece: { document: `a ${item} ${others}`, value: 10, beside: cut },
      maxPieces: { document: leak, value: 1, beside: cut },
    },
  };
}
