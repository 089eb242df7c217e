import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { millrace } from './command.ts';

const words = 'the cat and the dog have gone to be with that of our house and garden again ';

async function writeInputs(folder: string): Promise<void> {
  await mkdir(join(folder, 'in'));
  const texts = [words.repeat(6), 'too short', words.repeat(6), `${words.repeat(6)} but not quite the same`];
  const lines = texts.map((text, i) => JSON.stringify({ id: `r${i}`, text }));
  await writeFile(join(folder, 'in', 'a.jsonl'), `${lines.join('\n')}\nno JSON\n`);
  await writeFile(
    join(folder, 'r.yaml'),
    [
      'version: 1',
      'dataset: docs',
      'kind: text',
      'sources: [{ format: jsonl, path: in/*.jsonl, id: id }]',
      'stages: [{ gopher-quality: { words: whitespace } }, dedup-exact]',
      'limits: { quarantine: 0.5 }',
      '',
    ].join('\n'),
  );
}

test('a dataset from a recipe, and all that the verbs say of it', async (context) => {
  const folder = temporaryFolder(context);
  await writeInputs(folder);
  const run = (...words: string[]) => millrace(words, '', folder);

  const built = await run('build', 'r.yaml', '--threads', '1', '--json');
  assert.equal(built.code, 0, built.err);
  const result = JSON.parse(built.out);
  assert.deepEqual(
    { ...result, manifestSha256: '', seconds: 0, workflowId: '', uiUrl: '' },
    {
      ...{ dataset: 'docs', version: 1, manifestSha256: '', identical: false },
      records: { in: 5, kept: 2, dropped: 1, merged: 1, quarantined: 1 },
      reasons: { 'dedup-exact.duplicate': 1, 'gopher-quality.gopher_short_doc': 1, 'jsonl.invalid-json': 1 },
      ...{ tokens: 0, shards: 1, partitions: 1, reusedPartitions: 0, seconds: 0 },
      ...{ gatesPassed: true, workflowId: '', uiUrl: '' },
    },
  );
  assert.match(result.uiUrl, /^http:\/\/127\.0\.0\.1:\d+\/namespaces\/default\/workflows\//);
  assert.equal(built.err, stripVTControlCharacters(built.err));
  assert.match(built.err, /^Built docs@1 in /m);
  assert.match(built.err, /npx millrace why docs@1/);

  const listed = await run('ls', '--json');
  assert.deepEqual(
    JSON.parse(listed.out).versions.map((row: { version: number; latest: boolean }) => [row.version, row.latest]),
    [[1, true]],
  );
  const verified = await run('verify', 'docs', '--json');
  assert.deepEqual([verified.code, JSON.parse(verified.out).ok], [0, true]);
  const shown = await run('show', 'docs', '--report', 'report.html', '--json');
  assert.equal(JSON.parse(shown.out).manifestSha256, result.manifestSha256);
  assert.match(await readFile(join(folder, 'report.html'), 'utf8'), /<!doctype html>/);

  const fates = (await run('fates', 'docs', '--fate', 'dropped')).out.trimEnd().split('\n');
  assert.deepEqual(
    fates.map((line) => JSON.parse(line)),
    [
      {
        ...{ id: 'r1', source: 'in/a.jsonl:2', fate: 'dropped', stage: 'gopher-quality', reason: 'gopher_short_doc' },
        ...{ value: 2, limit: 50, into: null, similarity: null, evidence: {} },
      },
    ],
  );
  const why = JSON.parse((await run('why', 'docs', '--id', 'r0', '--json')).out);
  assert.deepEqual([why.fate, why.sources], ['kept', ['in/a.jsonl:1', 'in/a.jsonl:3']]);
  const byText = JSON.parse((await run('why', 'docs', '--text', 'too short', '--json')).out);
  assert.deepEqual([byText.id, byText.fate, byText.value, byText.limit], ['r1', 'dropped', 2, 50]);
  const unknown = await run('why', 'docs', '--id', 'nobody');
  assert.equal(unknown.code, 2);
});

test('a build after another one says what it reuses and why the rest is done again', async (context) => {
  const folder = temporaryFolder(context);
  await writeInputs(folder);
  const write = (name: string, seed: number): Promise<void> => {
    const lines = Array.from({ length: 20 }, (_, row) =>
      JSON.stringify({ id: `${name}-${row}`, text: `${words.repeat(6)} ${seed} ${row}` }),
    );
    return writeFile(join(folder, 'in', name), `${lines.join('\n')}\n`);
  };
  for (let file = 0; file < 10; file++) await write(`${file}.jsonl`, file);
  const build = async (...set: string[]) => {
    const all = ['limits.quarantine=0.5', ...set].flatMap((each) => ['--set', each]);
    const { out, err } = await millrace(['build', 'r.yaml', '--threads', '1', '--json', ...all], '', folder);
    const { partitions, reusedPartitions, version } = JSON.parse(out);
    return { partitions, reused: reusedPartitions, version, err };
  };
  const first = await build();
  assert.deepEqual([first.partitions, first.reused], [11, 0], first.err);
  assert.doesNotMatch(first.err, /Reuses/);
  await write('4.jsonl', 40);
  await write('95.jsonl', 41);
  const second = await build();
  assert.deepEqual([second.partitions, second.reused, second.version], [12, 10, 2], second.err);
  assert.match(
    second.err,
    /Reuses the work of docs@1 as far as it goes: 1 input changed \(in\/4\.jsonl\); 1 input added/,
  );
  const third = await build('stages.0.gopher-quality.minWords=40');
  assert.deepEqual([third.partitions, third.reused], [12, 0]);
  assert.match(third.err, /Reuses the work of docs@2 as far as it goes: stage 1 differs \(gopher-quality\)\./);
});

test('exit code 3 says that a gate failed, 4 that too much was quarantined; both build the version', async (context) => {
  const folder = temporaryFolder(context);
  await writeInputs(folder);
  const build = (...set: string[]) =>
    millrace(['build', 'r.yaml', '--threads', '1', '--json', ...set.flatMap((each) => ['--set', each])], '', folder);

  const gate = await build('gates=[{ metric: kept.ratio, min: 0.9 }]');
  assert.equal(gate.code, 3, gate.err);
  assert.deepEqual([JSON.parse(gate.out).gatesPassed, JSON.parse(gate.out).version], [false, 1]);
  assert.match(gate.err, /gate FAILED: kept\.ratio is 0\.4, at least 0\.9 wanted/);

  const unlike = await build('dataset=unlike', 'sources.0.text=body', 'limits.quarantine=1');
  assert.equal(unlike.code, 0, unlike.err);
  const [row = ''] = (await millrace(['fates', 'unlike', '--limit', '1'], '', folder)).out.split('\n');
  assert.deepEqual(
    [JSON.parse(row).reason, JSON.parse(row).evidence],
    ['missing-field', { jsonl: { column: 'body' } }],
  );

  const quarantine = await build('limits.quarantine=0.01');
  assert.equal(quarantine.code, 4, quarantine.err);
  assert.equal(JSON.parse(quarantine.out).version, 2);
  assert.match(quarantine.err, /More was quarantined than limits\.quarantine allows: 20 %, at most 1 %/);

  const garbage = await millrace(['gc', '--yes', '--json'], '', folder);
  const { bytes, deleted } = JSON.parse(garbage.out);
  assert.ok(bytes > 0 && deleted);
  assert.deepEqual(JSON.parse((await millrace(['gc', '--json'], '', folder)).out), {
    files: [],
    bytes: 0,
    deleted: false,
    abandoned: 0,
  });
  assert.equal((await millrace(['verify', 'docs@2'], '', folder)).code, 0);
});

test('Ctrl-C before the build has begun exits 130, and the same command builds', async (context) => {
  const folder = temporaryFolder(context);
  await writeInputs(folder);
  const words = ['build', 'r.yaml', '--threads', '1', '--json'];
  const interrupted = await millrace(words, '', folder, { on: 'Started Temporal', signal: 'SIGINT' });
  assert.equal(interrupted.code, 130, interrupted.err);
  assert.match(interrupted.err, /Interrupted\. Nothing is lost: the same command resumes it\.\n$/);
  assert.equal(JSON.parse(interrupted.out).error.code, 'interrupted');
  const status = JSON.parse((await millrace(['status', '--json'], '', folder)).out);
  assert.deepEqual(status, { server: null, workers: [], builds: [], reviews: [], unfinished: [] });

  const resumed = await millrace(words, '', folder);
  assert.equal(resumed.code, 0, resumed.err);
  assert.match(resumed.err, /^Started build-docs-/m);
  assert.equal(JSON.parse(resumed.out).identical, false);
});
