import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { exampleClassifier } from '../../../pipelines/classifier/example-classifier.ts';
import { exampleNgrams } from '../../../pipelines/perplexity/example-ngrams.ts';
import { stages } from '../../../pipelines/registry.ts';
import { textAugmentations } from '../../../pipelines/text-augment/registry.ts';
import { readFixture, readKinds } from '../../pipelines/tokenizers/fixture.ts';
import { type DrawnChecks, type DrawnFiles, promises } from './build-promises.ts';
import { type KnownValues, parametersOf } from './random-parameters.ts';
import { anyText, changed, changes } from './random-texts.ts';
import { type Compression, compressions, type Row, sourcePath, writeSource, writtenFormats } from './write-source.ts';

/** A record: one of the texts, changed. */
interface DrawnRow {
  readonly from: number;
  readonly change: (typeof changes)[number];
  readonly at: number;
  readonly label: string | null;
}

export type Step = readonly [name: string, parameters: Readonly<Record<string, unknown>>];

/** Everything of a build that is drawn. Plain data, so that a failure can be printed, made smaller, and run again. */
export interface DrawnBuild extends DrawnChecks {
  readonly texts: readonly string[];
  readonly sources: readonly {
    readonly format: number;
    readonly compression: Compression;
    readonly files: readonly (readonly DrawnRow[])[];
  }[];
  readonly stages: readonly (Step | readonly [...Step, when: object])[];
  readonly augment: { readonly copies: number; readonly seed: number; readonly operations: readonly Step[] } | null;
  readonly tokenizer: object | null;
  readonly pack: object;
  readonly output: object;
  readonly limits: { readonly recordBytes: number; readonly expansionRatio: number; readonly partitionBytes: number };
  readonly edits: readonly { readonly place: number; readonly rows: readonly DrawnRow[] | null }[];
}

const patterns = ['a', 'mill|river', '(\\w+) \\1?', '^\\s*$', '的+', '[a-z]{3,8}\\b', '(?:a|aa)+$', '.'];
const words = ['mill', 'river', 'the', '的', '水车', 'a', 'โรงสี'];
const lists = ['list', 'stopWords', 'bannedWords', 'softBannedWords', 'bannedSubwords'];

/** The files of `writeAside` are named as the recipe's folder sees them. */
const known: KnownValues = {
  ...{ pattern: patterns, flags: ['', 'i', 's', 'm', 'is'], replacement: ['', '$1', '-', '的'], reason: ['seen'] },
  ...Object.fromEntries(lists.map((name) => [name, words])),
  ...{ domains: ['a.com', 'b.org'], allowDomains: ['a.com'], urls: ['http://a.com/1'], extensions: ['pdf', 'html'] },
  ...{
    field: ['url', 'language', 'lid'],
    tracking: ['utm_*', 'x'],
    'url-filter.domainsFile': ['../aside/domains.txt'],
  },
  ...{ allowDomainsFile: [], urlsFile: [], bannedWordsFile: ['../aside/words.txt'], softBannedWordsFile: [] },
  ...{ bannedSubwordsFile: [], 'word-list.file': ['../aside/words.txt'], 'chat.file': [], thesaurus: [], against: [] },
  ...{ 'language.keep': ['en', 'zh', 'ja', 'th', 'de'], 'language.field': ['language', 'lid'] },
  ...{
    template: ['chatml', 'llama-3', 'gemma'],
    response: [null, 'url'],
    context: [null, 'url'],
    system: [null, 'Be brief.'],
  },
  ...{ question: ['url', 'question'], answers: ['answers'], metadata: ['title', 'language', 'extractor'] },
  ...{ 'perplexity.model': ['../aside/mills.ngrams'], 'quality-classifier.model': ['../aside/quality.mlr'] },
  ...{ 'quality-classifier.label': ['good'], 'quality-classifier.metadata': ['score'] },
  ...{ 'decontaminate.against': ['../aside/tests.jsonl', '../aside/tests.txt'], fields: ['text', 'answer'] },
  ...{
    scripts: [{}, { Han: { min: 0.1 } }, { Latin: { max: 0.9 } }],
    marks: ['.', '!', '…'],
    mask: ['', '<mask>', 'm'],
  },
  'pii.mask': ['typed', 'placeholder'],
  'chat.marks': ['drop', 'keep'],
  ...{ sentinel: ['<extra_id_{n}>', '{n}'], separator: ['\n', ''], prefix: ['<P>'], middle: ['<M>'], suffix: ['<S>'] },
  ...{
    bands: [1, 2, 14],
    rows: [1, 2, 8],
    shingle: [1, 2, 5],
    maxCharacters: [1, 100, 1_000_000],
    maxMessages: [1, 256],
  },
};

/** `dedup-semantic` and `back-translate` ask for a model and a program of their own. */
const drawnStages = stages.filter(({ name }) => name !== 'dedup-semantic');
const dedup = drawnStages.filter(({ kind }) => kind === 'dedup');
const drawnOperations = textAugmentations.filter(({ name }) => name !== 'back-translate');

type Definitions = readonly { readonly name: string; readonly parameters: (typeof stages)[number]['parameters'] }[];

function stepOf(from: Definitions, values: KnownValues) {
  const each = from.map(({ name, parameters }) =>
    parametersOf(name, parameters, values).map((drawn) => (drawn === undefined ? undefined : ([name, drawn] as const))),
  );
  return fc.oneof(...each);
}

/** Some of what a registry holds, each with parameters of its own. */
export function stepsOf(from: Definitions, maxLength: number, values = known): fc.Arbitrary<readonly Step[]> {
  return fc.array(stepOf(from, values), { maxLength }).map((steps) => steps.filter((step) => step !== undefined));
}

const condition = fc.constantFrom(undefined, undefined, { language: 'en' }, { language: { not: ['zh', 'ja'] } });

/** Some of them for some of the records; not those that compare all. */
function sometimes(steps: fc.Arbitrary<readonly Step[]>): fc.Arbitrary<DrawnBuild['stages']> {
  return fc
    .tuple(steps, condition)
    .map(([all, when]) =>
      all.map((step) =>
        when === undefined || dedup.some(({ name }) => name === step[0]) ? step : ([...step, when] as const),
      ),
    );
}

const row: fc.Arbitrary<DrawnRow> = fc.record({
  from: fc.nat(8),
  change: fc.constantFrom(...changes),
  at: fc.nat(99),
  label: fc.constantFrom(null, 'spam', 'ham', '的'),
});
const rows = fc.array(row, { maxLength: 9 });

const tokenizer = fc.oneof(
  fc.constant(null),
  fc.record({ train: fc.record({ vocabulary: fc.constantFrom(258, 300, 500) }) }),
  fc.constant({ train: { vocabulary: 300, special: ['[MASK]', 'mill'] } }),
  fc.constantFrom('gpt2-700', 'llama3-700', 'BERT', 'T5', 'Llama 2').map((name) => ({ file: `../aside/${name}.json` })),
  fc.constant({ file: '../aside/BERT.json', template: true }),
);

/** Which promises a build is held to, and how. */
export const drawnChecks = {
  promises: fc.subarray([...promises], { minLength: 1, maxLength: 2 }),
  crash: fc.nat(199),
  order: fc.nat(),
};

/** A build of documents. */
export const drawnBuild: fc.Arbitrary<DrawnBuild> = fc.record({
  texts: fc.array(anyText, { minLength: 1, maxLength: 8 }),
  sources: fc.array(
    fc.record({
      format: fc.nat(writtenFormats.length - 1),
      compression: fc.constantFrom(...compressions),
      files: fc.array(rows, { minLength: 1, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  stages: fc
    .tuple(sometimes(stepsOf(drawnStages, 3)), stepsOf(dedup, 2), sometimes(stepsOf(drawnStages, 2)), stepsOf(dedup, 1))
    .map((parts) => parts.flat()),
  augment: fc.option(
    fc.record({
      copies: fc.constantFrom(1, 2, 3),
      seed: fc.nat(9),
      operations: stepsOf(drawnOperations, 3).map((steps) =>
        steps.length > 0 ? steps : ([['random-swap', {}]] as const),
      ),
    }),
    { freq: 2 },
  ),
  tokenizer,
  pack: fc.record({
    length: fc.constantFrom(2, 3, 16, 64, 1024),
    strategy: fc.constantFrom('best-fit', 'concatenate'),
    compression: fc.constantFrom('none', 'zstd'),
  }),
  output: fc.record({ shardBytes: fc.constantFrom(300, 3000, 30_000, 2 ** 26), holdout: fc.constantFrom(0, 0.2, 0.9) }),
  limits: fc.record({
    recordBytes: fc.constantFrom(200, 20_000, 2 ** 24),
    expansionRatio: fc.constantFrom(200, 200, 5),
    partitionBytes: fc.constantFrom(1, 300, 3000, 2 ** 22),
  }),
  edits: fc.array(fc.record({ place: fc.nat(20), rows: fc.option(rows, { freq: 2 }) }), { maxLength: 3 }),
  ...drawnChecks,
});

function rowsOf({ texts }: DrawnBuild, drawn: readonly DrawnRow[], file: string): Row[] {
  return drawn.map(({ from, change, at, label }, index) => ({
    // Few ids are taken twice.
    id: at === 7 ? 'seven' : `${file}-${index}`,
    text: changed(texts[from % texts.length] ?? '', change, at),
    label,
    url: `http://${at % 3 === 0 ? 'a.com' : 'b.org'}/${at % 9}${at % 4 === 0 ? '?utm_source=x' : ''}`,
  }));
}

/** Files that stages and tokenizers are given, in `<folder>/aside`. */
export async function writeAside(folder: string): Promise<void> {
  const aside = join(folder, 'aside');
  mkdirSync(aside, { recursive: true });
  const put = (name: string, bytes: string | Uint8Array): void => writeFileSync(join(aside, name), bytes);
  put('words.txt', 'mill\n的\nriver stone\n');
  put('domains.txt', 'b.org\n');
  put('tests.txt', 'the and wheel of grain that is flour weir have with to be\n水车在老磨坊边转动主睡到天亮的是了不\n');
  put('tests.jsonl', `${JSON.stringify({ text: 'Ask miller', answer: 'the river turns the wheel' })}\n`);
  put('mills.ngrams', await exampleNgrams());
  put('quality.mlr', exampleClassifier());
  for (const name of ['gpt2-700', 'llama3-700']) put(`${name}.json`, readFixture(`${name}.json`));
  const { bases, cases } = readKinds();
  for (const { name, base, keys, model } of cases)
    if (['BERT', 'T5', 'Llama 2'].includes(name))
      put(`${name}.json`, JSON.stringify({ ...bases[base], ...keys, model: { ...bases[base]?.model, ...model } }));
}

/** The files of a build of documents. */
export function drawnFiles(folder: string, drawn: DrawnBuild): DrawnFiles {
  return { write: () => writeDrawn(folder, drawn), edit: () => edit(folder, drawn) };
}

/** Writes the files and the recipe to `<folder>/build`, and gives the recipe's path. */
async function writeDrawn(folder: string, drawn: DrawnBuild): Promise<string> {
  const into = join(folder, 'build');
  rmSync(into, { recursive: true, force: true });
  const sources = [];
  for (const [source, { format, compression, files }] of drawn.sources.entries()) {
    const written = writtenFormats[format];
    if (written === undefined) throw new RangeError(`no format ${format}`);
    for (const [file, some] of files.entries()) await writeFile(into, drawn, source, file, some);
    const path = sourcePath(source, 0, written, written.compresses ? compression : '').replace(/c0\/f000/, '*/f*');
    sources.push({ format: written.format, path, ...written.options });
  }
  const item = ([name, parameters, when]: DrawnBuild['stages'][number]): unknown => ({
    [name]: parameters,
    ...(when === undefined ? {} : { when }),
  });
  const { augment, tokenizer: tokens, pack, output, limits } = drawn;
  const recipe = {
    ...{ version: 1, dataset: 'drawn', kind: 'text', sources, stages: drawn.stages.map(item) },
    ...{ augment: augment === null ? null : { ...augment, operations: augment.operations.map(item) } },
    ...{ tokenizer: tokens, pack, output, limits },
  };
  const path = join(into, 'recipe.yaml');
  writeFileSync(path, JSON.stringify(recipe));
  return path;
}

async function writeFile(
  into: string,
  drawn: DrawnBuild,
  source: number,
  file: number,
  rowsDrawn: readonly DrawnRow[],
) {
  const { format, compression } = drawn.sources[source] ?? { format: 0, compression: '' };
  const written = writtenFormats[format];
  if (written === undefined) throw new RangeError(`no format ${format}`);
  const used = written.compresses ? compression : '';
  const path = join(into, sourcePath(source, file, written, used));
  await writeSource(path, written, used, rowsOf(drawn, rowsDrawn, `${source}-${file}`));
}

/** Adds, changes and removes files, as many as the first source and one more have places for. */
async function edit(folder: string, drawn: DrawnBuild): Promise<void> {
  const into = join(folder, 'build');
  for (const { place, rows: next } of drawn.edits) {
    const source = place % drawn.sources.length;
    const { format, compression, files } = drawn.sources[source] ?? { format: 0, compression: '', files: [] };
    const file = (place >> 2) % (files.length + 1);
    const written = writtenFormats[format];
    // A source without files is refused.
    if (next !== null) await writeFile(into, drawn, source, file, next);
    else if (file > 0 && written !== undefined)
      rmSync(join(into, sourcePath(source, file, written, written.compresses ? compression : '')), { force: true });
  }
}
