import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readManifest } from '../../shards/catalogue.ts';
import { readLatest } from '../../shards/latest.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { runProgram } from '../storage/child-process.ts';
import { noServer, pointTo, type S3Server, startS3Server, versitygw } from '../storage/s3-server.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';

const program = versitygw();
let server: S3Server;
before(async () => {
  if (program === undefined) return;
  server = await startS3Server(program, ['races']);
  pointTo(server.port, server.credentials);
});
after(async () => {
  if (program !== undefined) await server.stop();
});

const title = '200 commits of four processes: each version has one winner, and latest only moves forwards';

test(`${title}, in a folder`, (t) => race(temporaryFolder(t)));
test(`${title}, on S3`, { skip: program === undefined ? noServer : false }, () => race('s3://races/store'));

async function race(location: string): Promise<void> {
  const storage = openStorage(location);
  const over = new AbortController();
  const watching = watchLatest(location, over.signal);
  const names = ['a', 'b', 'c', 'd'];
  const writer = new URL('./version-writer.js', import.meta.url);
  const outputs = await Promise.all(names.map((name) => runProgram(writer, [location, name, '50'])));
  over.abort();
  const answers = outputs.map(
    (output) => JSON.parse(output) as { committed: number[]; moved: number[]; files: string[] },
  );
  const versions = answers.flatMap(({ committed }) => committed).sort((a, b) => a - b);
  assert.deepEqual(
    versions,
    Array.from({ length: 200 }, (_, index) => index + 1),
  );
  for (const { files } of answers)
    assert.deepEqual(files, answers[0]?.files, 'equal rows, equal bytes in each process');
  let parent: object | null = null;
  for (const version of versions) {
    const { manifest, sha256 } = await readManifest(storage, `raced@${version}`);
    assert.deepEqual(manifest.parent, parent);
    parent = { version, sha256 };
  }
  assert.equal((await readLatest(storage, 'raced'))?.version, 200);
  const seen = await watching;
  assert.ok(seen.length > 20, `latest was seen ${seen.length} times`);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
    'latest moved backwards',
  );
  const moved = new Set(answers.flatMap((answer) => answer.moved));
  assert.ok(moved.size > 20 && moved.has(200), 'the newest version won');
  // A host that comes late moves it on to the newest one, and so need not be the one that made that.
  for (const version of seen) assert.ok(versions.includes(version), `latest was ${version}, which nobody committed`);
}

/** What the plain file said, at each look. */
async function watchLatest(location: string, signal: AbortSignal): Promise<readonly number[]> {
  const storage = openStorage(location);
  const seen: number[] = [];
  while (!signal.aborted) {
    const bytes = await storage.get('raced/latest.json').catch((error: { code?: string }) => {
      if (error.code !== 'not-found' && error.code !== 's3-changed') throw error;
    });
    if (bytes !== undefined) seen.push((JSON.parse(Buffer.from(bytes).toString()) as { version: number }).version);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return seen;
}
