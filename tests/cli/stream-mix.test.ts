import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { parseCursor } from '../../streaming/cursor-file.ts';
import { commitSynthetic } from '../streaming/synthetic-version.ts';
import { millrace } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-stream-mix-'));
const store = join(folder, 'store');

before(async () => {
  const storage = openLocalFolder(store);
  for (const [dataset, sequences] of [
    ['web', [600, 200]],
    ['books', [100]],
  ] as const)
    await commitSynthetic(storage, { dataset, sequences, length: 4, documents: [] });
  const mix = 'mix: [ { data: web@1, weight: 7 }, { data: books, weight: 3 } ]\nsamples: 500\n';
  writeFileSync(join(folder, 'mix.yaml'), mix);
  writeFileSync(join(folder, 'odd.yaml'), 'mix: [ { data: web, weight: 7, repeat: 1 } ]\n');
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function stream(words: string): Promise<Record<string, unknown>> {
  const { code, out, err } = await run(`${words} --json`);
  assert.equal(code, 0, err);
  return JSON.parse(out) as Record<string, unknown>;
}

function run(words: string) {
  return millrace(['stream', '--store', store, '--batch', '10', ...words.split(' ')], '', folder);
}

describe('millrace stream of several versions', () => {
  test('counts what it reads of each', async () => {
    const web = { version: 'web@1', size: 800 };
    const books = { version: 'books@1', size: 100 };
    assert.deepEqual((await stream('web books'))['parts'], [
      { ...web, epochSamples: 800, samples: 800 },
      { ...books, epochSamples: 100, samples: 100 },
    ]);
    assert.deepEqual((await stream('web books --weights 7,3 --samples 500 --batches 20'))['parts'], [
      { ...web, epochSamples: 350, samples: 140 },
      { ...books, epochSamples: 150, samples: 60 },
    ]);
    assert.deepEqual((await stream('web books --temperature 3 --samples 300'))['parts'], [
      { ...web, epochSamples: 200, samples: 200 },
      { ...books, epochSamples: 100, samples: 100 },
    ]);
    assert.equal('parts' in (await stream('web')), false);
  });

  test('reads a mix from a file, and goes on in it with other ranks', async () => {
    const whole = await stream('--mix mix.yaml');
    assert.equal(whole['orderSha256'], (await stream('web@1 books --weights 0.7,0.3 --samples 500'))['orderSha256']);
    await stream('--mix mix.yaml --ranks 2 --batches 7 --cursor place.json');
    assert.equal(parseCursor(readFileSync(join(folder, 'place.json'), 'utf8'), '').position, 140);
    const rest = await stream('--mix mix.yaml --threads 3 --cursor place.json');
    assert.deepEqual([rest['samples'], whole['samples']], [360, 500]);
  });

  test('goes from easy to hard, with the curriculum in its cursor', async () => {
    const staged = await stream('web books --curriculum used --stages 3 --batches 30 --cursor staged.json');
    const whole = await stream('web books --curriculum used --stages 3');
    const plain = await stream('web books');
    assert.notEqual(whole['orderSha256'], plain['orderSha256']);
    assert.deepEqual(whole['parts'], plain['parts']);
    assert.equal(staged['samples'], 300);
    const cursor = parseCursor(readFileSync(join(folder, 'staged.json'), 'utf8'), '');
    assert.deepEqual([cursor.position, cursor.curriculum], [300, { signal: 'used', stages: 3 }]);
    const { err, code } = await run('web books --cursor staged.json');
    assert.match(err, /expected curriculum null, found \{"signal":"used","stages":3\} \[cursor-mismatch\]/);
    assert.equal(code, 2);
  });

  test('tells people the shares', async () => {
    const { out } = await run('--mix mix.yaml --batches 4');
    assert.match(out, /\n {2}web@1 {2}28 samples, 70\.00 %; an epoch reads it 0\.438 times\n/);
    assert.match(out, /\n {2}books@1 {2}12 samples, 30\.00 %; an epoch reads it 1\.5 times\n/);
  });

  for (const [words, message] of [
    ['web books --weights 1', /expected a weight for each of 2 versions, found 1 \[option-unfit\]/],
    ['web books --weights 1,x', /Expected numbers above 0 with commas between them/],
    ['web --mix mix.yaml', /expected no versions beside --mix, found web/],
    ['--mix mix.yaml --samples 3', /expected no --samples beside --mix/],
    ['--mix none.yaml', /none\.yaml: expected a mix, found no file that can be read \(ENOENT\) \[mix-not-found\]/],
    ['--mix odd.yaml', /odd\.yaml:1:8: mix\[0\]: expected one of weight, repeat and samples, found several/],
    ['--seed 1', /expected the name of a version, or --mix, found neither/],
    ['web nothing', /there is no dataset nothing/],
    ['web --stages 3', /--stages is no option of a stream without --curriculum \[option-unfit\]/],
    [
      'web --curriculum length',
      /expected one of used, documents as the signal of tokens, found "length" \[signal-unknown\]/,
    ],
  ] as const)
    test(`refuses ${words}`, async () => {
      const { code, err } = await run(words);
      assert.match(err, message);
      assert.equal(code, 2);
    });
});
