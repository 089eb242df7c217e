import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { StoredManifest } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import { readRunVersion } from '../../training/open-run.ts';
import { openRunStream } from '../../training/open-run-stream.ts';
import type { ImageRunConfig, RunConfig, TokenRunConfig } from '../../training/run-config.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { openRunPlaces } from '../../training/step-samples.ts';
import { millrace } from '../cli/command.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { commitImages, picture } from '../streaming/image-version.ts';
import { commitSynthetic, labelledDocuments, tokenizer } from '../streaming/synthetic-version.ts';
import { sampleRun } from './runs/sample-run.ts';

const length = 8;
const size = { width: 6, height: 6 };
const half = [0.5, 0.5, 0.5] as const;

function versionOf({ manifest, sha256 }: StoredManifest) {
  return { dataset: manifest.dataset, version: manifest.version, manifestSha256: sha256 };
}

/** Runs over a mix of two versions of texts, by objective. */
async function textRuns(storage: Storage): Promise<(objective: string) => TokenRunConfig> {
  const shapeOf = (dataset: string, sequences: number[], first: number) => ({
    ...{ dataset, sequences, length, documents: [labelledDocuments(23, ['a', null, 'b'], first)] },
  });
  const mail = versionOf(await commitSynthetic(storage, shapeOf('mail', [20, 5], 0)));
  const web = versionOf(await commitSynthetic(storage, shapeOf('web', [9], 500)));
  return (objective) => ({
    ...{ ...sampleRun, run: `mail-${objective}`, length, positions: length, vocabulary: tokenizer.vocabularySize },
    data: mail,
    mix: { parts: [{ version: mail }, { version: web, repeat: 1.5 }] },
    settings: {
      ...{ ...sampleRun.settings, objective: { name: objective, parameters: {} } },
      ...{ steps: 9, batch: 4, accumulate: 2, seed: 3 },
    },
  });
}

/** For each step of a run, what its stream gives: `shard:row` of its samples. */
async function streamedSteps(storage: Storage, config: RunConfig): Promise<string[][]> {
  const version = await readRunVersion(storage, config);
  const { stream } = await openRunStream({ storage, version, config, threads: 1 }, 'train', 'training');
  const { steps, accumulate } = config.settings;
  const found: string[][] = [];
  let batches = 0;
  for await (const { samples, shards, rows } of stream.epochs()) {
    const step = Math.floor(batches++ / accumulate);
    const ids = Array.from({ length: samples }, (_, i) => `${stream.shards[shards[i] ?? 0]}:${rows[i]}`);
    found[step] = [...(found[step] ?? []), ...ids];
    if (batches === steps * accumulate) break;
  }
  await stream.close();
  return found;
}

/** Steps and records agree with the stream, and with each other. */
async function check(storage: Storage, config: RunConfig): Promise<Map<string, Set<number>>> {
  const streamed = await streamedSteps(storage, config);
  const places = await openRunPlaces(storage, config);
  const stepsOf = new Map<string, Set<number>>();
  for (const [index, ids] of streamed.entries()) {
    const samples = await places.samplesOf(index + 1);
    assert.deepEqual(
      samples.map(({ shard, row }) => `${/[0-9a-f]{64}/.exec(shard)?.[0]}:${row}`),
      ids,
    );
    for (const { version, records } of samples)
      for (const id of records)
        stepsOf.set(`${version} ${id}`, (stepsOf.get(`${version} ${id}`) ?? new Set()).add(index + 1));
  }
  for (const [name, steps] of stepsOf) {
    const [version = '', id = ''] = name.split(' ');
    const seen = await places.stepsOf(version, id);
    assert.deepEqual(
      seen.map(({ step }) => step),
      [...steps],
      name,
    );
  }
  return stepsOf;
}

const kinds: readonly (readonly [string, (t: TestContext) => Promise<readonly [Storage, RunConfig]>, number])[] = [
  [
    'packed sequences of a mix',
    async (t) => {
      const storage = openLocalFolder(temporaryFolder(t));
      return [storage, (await textRuns(storage))('causal')];
    },
    34,
  ],
  [
    'labelled documents of a mix',
    async (t) => {
      const storage = openLocalFolder(temporaryFolder(t));
      return [storage, (await textRuns(storage))('classify')];
    },
    30,
  ],
  [
    'labelled images',
    async (t) => {
      const storage = openLocalFolder(temporaryFolder(t));
      const images = await Promise.all(
        Array.from({ length: 11 }, (_, i) => picture(i, { ...size, format: 'png' }, i % 4 === 3 ? null : 'x')),
      );
      const version = await commitImages(storage, { dataset: 'shades', train: [images.slice(0, 4), images.slice(4)] });
      const config: ImageRunConfig = {
        ...{ format: 'millrace-run/1', run: 'shades-vit', from: null, codeSha256: sampleRun.codeSha256 },
        ...{ imageSize: size, data: versionOf(version) },
        settings: {
          ...{ ...sampleRun.settings, objective: { name: 'classify-image', parameters: {} } },
          ...{ steps: 7, batch: 3, images: { size: null, augment: [], normalize: { mean: half, std: half } } },
        },
      };
      return [storage, config];
    },
    9,
  ],
];

for (const [what, runOf, records] of kinds)
  test(`a step's samples and records, and a record's steps: ${what}`, async (t) => {
    const [storage, config] = await runOf(t);
    assert.equal((await check(storage, config)).size, records);
  });

test('of another version a run saw nothing, and there is no step beyond its last', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const places = await openRunPlaces(storage, (await textRuns(storage))('causal'));
  assert.deepEqual(await places.stepsOf('other@1', 'x'), []);
  assert.deepEqual(await places.stepsOf('mail@1', 'no such record'), []);
  await assert.rejects(places.samplesOf(10), { code: 'no-such-step', kind: 'usage', message: /has steps 1 to 9/ });
});

test('millrace why --run --step tells the samples, and is refused beside what it is not', async (t) => {
  const folder = temporaryFolder(t);
  const storage = openLocalFolder(folder);
  const config = (await textRuns(storage))('causal');
  await recordRun(storage, `runs/${config.run}`, config);
  const why = (words: string) => millrace(['why', '--store', folder, ...words.split(' ')]);
  const { code, out, err } = await why('--run mail-causal --step 2 --json');
  assert.equal(code, 0, err);
  const told = JSON.parse(out) as { readonly samples: readonly { readonly records: readonly { id: string }[] }[] };
  const samples = await (await openRunPlaces(storage, config)).samplesOf(2);
  assert.deepEqual(
    told.samples.map(({ records }) => records.map(({ id }) => id)),
    samples.map(({ records }) => records),
  );
  assert.match((await why('--run mail-causal --step 2')).out, /^Step 2 of mail-causal learned from 8 samples:\n/);
  for (const [words, message] of [
    ['mail --run mail-causal --step 2', /expected --step with --run and nothing else \[step-unnamed\]/],
    ['--step 2', /expected --step with --run and nothing else/],
    ['--run mail-causal --step 99', /has steps 1 to 9, and no step 99 \[no-such-step\]/],
    ['--run nothing --step 2', /there is no run nothing \[run-not-found\]/],
    ['--id x', /expected the name of a version, found none/],
  ] as const) {
    const refused = await why(words);
    assert.match(refused.err, message);
    assert.equal(refused.code, 2);
  }
});
