import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from '../storage/s3-server.ts';
import { type CommandEnd, startMillrace } from './build-command.ts';
import { temporaryFolder } from './mail-store.ts';
import { steps, tinyRun, writeTrainingRecipe } from './training-recipe.ts';
import { runDigests } from './training-run.ts';

const program = versitygw();
const folder = temporaryFolder();
const env: NodeJS.ProcessEnv = { ...process.env, TEMPORAL_ADDRESS: undefined };
const store = 's3://runs/store';
const patienceMs = 90_000;
let server: S3Server;

before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, ['runs']);
  pointTo(server.port, server.credentials, env);
});
after(async () => {
  if (program !== undefined) await server.stop();
  folder[Symbol.dispose]();
});

/** A command in a folder in which the store on S3 keeps its Temporal server. */
function start(words: readonly string[], place = store) {
  return startMillrace([...words, '--store', place], env, folder.path);
}

async function millrace(words: readonly string[], place = store): Promise<CommandEnd> {
  return start([...words, '--json'], place).ended;
}

async function ok(words: readonly string[], place = store): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await millrace(words, place);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** A recipe of a dozen records, of which every second one is too short. */
function writeRecipe(dataset: string, more: string): string {
  mkdirSync(join(folder.path, dataset), { recursive: true });
  const lines = Array.from({ length: 12 }, (_, i) =>
    JSON.stringify({ id: `${i}`, text: i % 2 === 0 ? `the mill by the river, number ${i}` : `${i}` }),
  );
  writeFileSync(join(folder.path, dataset, 'records.jsonl'), `${lines.join('\n')}\n`);
  const path = join(folder.path, `${dataset}.yaml`);
  writeFileSync(
    path,
    `version: 1
dataset: ${dataset}
kind: text
sources: [ { format: jsonl, path: '${dataset}/*.jsonl', id: id } ]
stages: [ length: { minCharacters: 10 } ]
${more}
`,
  );
  return path;
}

async function latestOf(dataset: string): Promise<number | null> {
  const { code, stdout } = await millrace(['show', `${dataset}@latest`]);
  return code === 0 ? (JSON.parse(stdout) as { version: number }).version : null;
}

describe('a store on S3', { skip: program === undefined ? noServer : false }, () => {
  test('takes a run from raw files to a judged model, with the weights and scores of a folder', async () => {
    const recipe = writeTrainingRecipe(
      folder.path,
      '0000*.txt',
      `train: [ ${tinyRun} ]\nevaluate: [ { run: tiny, metrics: [perplexity] } ]`,
    );
    const here = join(folder.path, 'here');
    const outcomes = [];
    for (const place of [store, here]) outcomes.push(await ok(['run', recipe, '--threads', '2'], place));
    const [there, calm] = outcomes.map((outcome) => {
      const [trained] = outcome['train'] as { run: string; loss: number }[];
      const [judged] = outcome['eval'] as { metrics: object; samples: number }[];
      return { run: trained?.run ?? '', loss: trained?.loss, metrics: judged?.metrics, samples: judged?.samples };
    });
    assert.deepEqual(there, calm);
    assert.ok((calm?.samples ?? 0) > 5);
    const run = calm?.run ?? '';
    const onServer = join(server.folder, 'runs', 'store');
    assert.deepEqual(runDigests(onServer, run, steps), runDigests(here, run, steps));
    assert.ok(readdirSync(join(onServer, 'runs', run)).includes('metrics.jsonl'));
    const texts = await Promise.all([store, here].map((place) => ok(['sample', run, '--tokens', '8'], place)));
    assert.equal(typeof texts[1]?.['text'], 'string');
    assert.deepEqual(texts[0], texts[1]);
  });

  test('holds back a version whose gates failed until somebody approves it', async () => {
    const recipe = writeRecipe('gated', 'gates: [{ metric: kept.ratio, min: 0.9 }]');
    const { code, stderr } = await millrace(['build', recipe]);
    assert.equal(code, 3, stderr);
    assert.equal(await latestOf('gated'), null);
    await ok(['approve', 'gated@1', '--note', 'numbers are no texts']);
    assert.equal(await latestOf('gated'), 1);
  });

  test('is built by its schedule, by a worker that serves it', async () => {
    const serving = start(['up', '--worker', '--threads', '1']);
    let told = '';
    serving.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    try {
      const recipe = writeRecipe('nightly', `schedule: { cron: '0 2 * * *' }`);
      await ok(['schedule', 'create', recipe]);
      await ok(['schedule', 'trigger', 'nightly']);
      for (const deadline = performance.now() + patienceMs; (await latestOf('nightly')) === null; await sleep(500)) {
        assert.equal(serving.child.exitCode, null, told);
        assert.ok(performance.now() < deadline, told);
      }
      const shown = JSON.stringify(await ok(['show', 'nightly']));
      assert.match(shown, /"kept":6/);
    } finally {
      serving.child.kill('SIGINT');
      await serving.ended;
    }
    for (const name of readdirSync(join(server.folder, 'runs', 'store')))
      assert.doesNotMatch(name, /temporal/, 'the server’s files are no part of the store');
    assert.ok(readFileSync(join(folder.path, '.millrace', 'temporal', 'temporal.db')).length > 0);
  });
});
