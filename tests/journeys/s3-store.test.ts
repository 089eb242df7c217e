import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from '../storage/s3-server.ts';
import {
  type CommandEnd,
  fileDigests,
  hostPids,
  isAlive,
  type RunningCommand,
  startMillrace,
  untilJobsDone,
} from './build-command.ts';
import { temporaryFolder } from './mail-store.ts';
import { writePictures } from './picture-folder.ts';
import { steps, tinyRun, writeTrainingRecipe } from './training-recipe.ts';
import { runDigests } from './training-run.ts';

const program = versitygw();
const folder = temporaryFolder();
const env: NodeJS.ProcessEnv = { ...process.env };
let server: S3Server;
let recipe: string;
let calm: Record<string, string>;
const calmStore = join(folder.path, 'calm');

before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, ['journeys']);
  pointTo(server.port, server.credentials, env);
  recipe = writeTrainingRecipe(folder.path, '000*.txt', `limits: { partitionBytes: 128KiB }\ntrain: [ ${tinyRun} ]`);
  await ok(millrace('calm', ['build', recipe, '--store', calmStore, '--json']));
  calm = fileDigests(calmStore, 'mail');
});
after(async () => {
  if (program !== undefined) await server.stop();
  folder[Symbol.dispose]();
});

/** A command in a folder of its own, where an S3 store keeps its Temporal server. */
function millrace(place: string, words: readonly string[]): RunningCommand {
  const cwd = join(folder.path, `in-${place}`);
  mkdirSync(cwd, { recursive: true });
  return startMillrace(words, env, cwd);
}

async function ok({ ended }: RunningCommand): Promise<CommandEnd> {
  const end = await ended;
  assert.equal(end.code, 0, end.stderr);
  return end;
}

/** Where the server keeps the values of a store. */
function folderOf(name: string): string {
  return join(server.folder, 'journeys', name);
}

function json(end: CommandEnd): Record<string, unknown> {
  return JSON.parse(end.stdout) as Record<string, unknown>;
}

async function filesWith(text: string, under: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of readdirSync(under, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    let tail = '';
    for await (const piece of createReadStream(join(entry.parentPath, entry.name), 'latin1')) {
      tail = tail.slice(-text.length) + String(piece);
      if (tail.includes(text)) found.push(entry.name);
    }
  }
  return found;
}

describe('a store on S3', { skip: program === undefined ? noServer : false }, () => {
  const store = 's3://journeys/a/store';

  test('gets the bytes that a folder gets', async () => {
    const { stderr } = await ok(millrace('all', ['build', recipe, '--store', store, '--json', '--threads', '2']));
    assert.match(stderr, /s3:\/\/journeys\/a\/store/);
    assert.deepEqual(fileDigests(folderOf('a/store'), 'mail'), calm);
    assert.deepEqual(
      readdirSync(folderOf('a/store')).filter((name) => name !== '.tmp'),
      ['mail'],
    );
    const again = json(await ok(millrace('all', ['build', recipe, '--store', store, '--json'])));
    assert.equal(again['identical'], true);
    assert.equal(again['reusedPartitions'], again['partitions']);
  });

  test('answers every verb that reads as a folder does', async () => {
    const [manifest] = readdirSync(join(calmStore, 'mail', 'versions'));
    assert.equal(manifest, '00000001.json');
    const id = (
      JSON.parse((await ok(millrace('all', ['fates', 'mail', '--store', calmStore]))).stdout.split('\n')[0] ?? '') as {
        id: string;
      }
    ).id;
    for (const words of [
      ['ls', '--json'],
      ['show', 'mail', '--json'],
      ['why', 'mail', '--id', id, '--json'],
      ['fates', 'mail'],
      ['diff', 'mail@1', 'mail@1', '--json'],
      ['verify', 'mail', '--json'],
      ['card', 'mail'],
    ]) {
      const [there, here] = await Promise.all(
        [store, calmStore].map((place) => ok(millrace('all', [...words, '--store', place]))),
      );
      assert.equal(there?.stdout.replaceAll(store, calmStore), here?.stdout, words.join(' '));
      assert.ok((here?.stdout ?? '').length > 20, words.join(' '));
    }
  });

  test('is streamed in the same order', async () => {
    for (const content of [[], ['--content', 'documents', '--length', '32', '--threads', '2']]) {
      const [there, here] = await Promise.all(
        [store, calmStore].map(async (place) =>
          json(
            await ok(
              millrace('all', [
                'stream',
                'mail',
                '--batch',
                '8',
                '--seed',
                '7',
                '--epoch',
                '1',
                ...content,
                '--store',
                place,
                '--json',
              ]),
            ),
          ),
        ),
      );
      assert.equal(there?.['orderSha256'], here?.['orderSha256']);
      assert.equal(there?.['samples'], here?.['samples']);
      assert.ok(Number(here?.['samples']) > 20);
    }
  });

  test('is exported to the same files', async () => {
    const [there, here] = [join(folder.path, 'export-s3'), join(folder.path, 'export-folder')];
    await ok(millrace('all', ['export', 'mail', '--format', 'jsonl', there, '--store', store]));
    await ok(millrace('all', ['export', 'mail', '--format', 'jsonl', here, '--store', calmStore]));
    const names = readdirSync(here, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(names.length > 0);
    for (const { name, parentPath } of names) {
      const path = join(parentPath, name);
      assert.deepEqual(readFileSync(path.replace(here, there)), readFileSync(path), name);
    }
  });

  test('is trained on, to the same weights', async () => {
    const run = async (place: string): Promise<Record<string, unknown>> =>
      json(await ok(millrace('all', ['train', recipe, '--store', place, '--threads', '2', '--json'])));
    const [there, here] = [await run(store), await run(calmStore)];
    assert.equal(there['run'], here['run']);
    const digests = runDigests(folderOf('a/store'), String(there['run']), steps);
    assert.deepEqual(digests, runDigests(calmStore, String(here['run']), steps));
  });

  test('gets the bytes of images that a folder gets, and streams them in the same order', async () => {
    await writePictures(join(folder.path, 'pictures'));
    const pictures = join(folder.path, 'pictures.yaml');
    writeFileSync(
      pictures,
      `version: 1
dataset: pictures
kind: image
sources: [ { format: folder, path: 'pictures/**', label: folder } ]
stages: [ check-image: { minSide: 32 }, resize: { shorterSide: 64 }, dedup-image: { maxDistance: 4 } ]
output: { shardBytes: 64KiB, holdout: 0.2 }
limits: { quarantine: 0.5 }
`,
    );
    const [there, here] = await Promise.all(
      [store, calmStore].map(async (place) => {
        await ok(millrace(basename(place), ['build', pictures, '--store', place, '--json']));
        const words = ['stream', 'pictures', '--batch', '4', '--seed', '3', '--epoch', '0', '--size', '32', '--json'];
        return json(await ok(millrace('all', [...words, '--store', place])));
      }),
    );
    assert.deepEqual(fileDigests(folderOf('a/store'), 'pictures'), fileDigests(calmStore, 'pictures'));
    assert.ok(Number(here?.['samples']) > 10);
    assert.equal(there?.['orderSha256'], here?.['orderSha256']);
  });

  test('says what runs, and is cleaned', async () => {
    const status = json(await ok(millrace('all', ['status', '--store', store, '--json'])));
    assert.deepEqual(status['workers'], []);
    assert.deepEqual(status['unfinished'], []);
    const { deleted } = json(await ok(millrace('all', ['gc', '--yes', '--reusable', '--store', store, '--json'])));
    assert.equal(deleted, true);
    assert.deepEqual(fileDigests(folderOf('a/store'), 'mail'), calm);
    assert.equal(existsSync(join(folderOf('a/store'), 'mail', 'work')), false);
    await ok(millrace('all', ['verify', 'mail', '--store', store]));
  });

  test('gc elsewhere takes nothing of a build that runs', async () => {
    const running = millrace('gc', ['build', recipe, '--store', 's3://journeys/gc', '--json', '--threads', '2']);
    assert.ok(await untilJobsDone(folderOf('gc'), 'mail', 'map-0', 3, running), 'the build ended too soon');
    const words = ['gc', '--yes', '--unfinished', '--reusable', '--store', 's3://journeys/gc'];
    const { code, stderr } = await millrace('gc-elsewhere', words).ended;
    assert.equal(code, 1);
    assert.match(stderr, /takes part in its builds/);
    await ok(running);
    assert.deepEqual(fileDigests(folderOf('gc'), 'mail'), calm);
    await ok(millrace('gc-elsewhere', words));
    assert.equal(existsSync(join(folderOf('gc'), 'mail', 'work')), false);
  });

  test('kill -9 of a host midway: the build ends by itself with the same bytes', async () => {
    const running = millrace('host', ['build', recipe, '--store', 's3://journeys/host', '--json', '--threads', '2']);
    assert.ok(await untilJobsDone(folderOf('host'), 'mail', 'map-0', 5, running), 'the build ended too soon');
    const [host] = hostPids(join(folder.path, 'in-host', '.millrace'), running.child.pid);
    assert.ok(host !== undefined);
    process.kill(host, 'SIGKILL');
    const { stderr } = await ok(running);
    assert.match(stderr, new RegExp(`host ${host} ended \\(SIGKILL\\)`));
    assert.deepEqual(fileDigests(folderOf('host'), 'mail'), calm);
  });

  test('kill -9 of the worker midway: the same command goes on, with the same bytes', async () => {
    const words = ['build', recipe, '--store', 's3://journeys/worker', '--json', '--threads', '2'];
    const running = millrace('worker', words);
    assert.ok(await untilJobsDone(folderOf('worker'), 'mail', 'map-0', 5, running), 'the build ended too soon');
    const hosts = hostPids(join(folder.path, 'in-worker', '.millrace'), running.child.pid);
    running.child.kill('SIGKILL');
    await running.ended;
    const again = await ok(millrace('worker', words));
    assert.match(again.stderr, /Resumed build-mail-/);
    assert.ok(Number(json(again)['reusedPartitions']) > 0);
    assert.deepEqual(fileDigests(folderOf('worker'), 'mail'), calm);
    assert.deepEqual(hosts.filter(isAlive), []);
  });

  test('what cannot be reached is told before anything starts', async () => {
    const { code, stderr } = await millrace('none', ['build', recipe, '--store', 's3://no-such-bucket/x']).ended;
    assert.equal(code, 1);
    assert.match(stderr, /expected a bucket no-such-bucket/);
    assert.equal(existsSync(join(folder.path, 'in-none', '.millrace')), false);
  });

  test('no file of a store, a history or a log holds credentials', async () => {
    const { id, secret } = server.credentials;
    for (const text of [id, secret]) {
      assert.deepEqual(await filesWith(text, folder.path), []);
      assert.deepEqual(await filesWith(text, server.folder), []);
    }
    assert.ok((await filesWith('s3://journeys/a/store', join(folder.path, 'in-all'))).includes('temporal.db'));
  });
});
