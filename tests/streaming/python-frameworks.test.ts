import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sha256Hex } from '../../storage/digest.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import { openStream, type StreamOptions } from '../../streaming/open-stream.ts';
import { temporaryFolder } from '../storage/temporary-folder.ts';
import { pythonExamples } from './python-examples.ts';
import { commitSynthetic } from './synthetic-version.ts';

const run = promisify(execFile);
const withModule = { ...process.env, PYTHONPATH: fileURLToPath(new URL('python/', packageRoot)) };
const shape = { dataset: 'set', sequences: [9_000, 300, 9_100], length: 4, documents: [] };
const batch = 1500;

/** A store with a version, and how Node streams it. */
async function store(t: TestContext) {
  const folder = join(temporaryFolder(t), 'store');
  const storage = openLocalFolder(folder);
  const version = await commitSynthetic(storage, shape);
  const read = async (more: Partial<StreamOptions>): Promise<{ orderSha256: string; cursors: Cursor[] }> => {
    const options = { storage, version, content: 'tokens', split: 'train', batch, seed: 3, threads: 2 } as const;
    const stream = await openStream({ ...options, ...more });
    const ids: string[] = [];
    const cursors: Cursor[] = [];
    for await (const { shards, rows, cursor } of stream.batches()) {
      for (const [sample, row] of rows.entries()) ids.push(`${stream.shards[shards[sample] ?? -1]}:${row}`);
      cursors.push(cursor);
    }
    await stream.close();
    return { orderSha256: sha256Hex(ids.join('\n')), cursors };
  };
  return { folder, read };
}

/** What a program of `tests/streaming/` prints, run by the Python that `variable` names. */
async function ask(variable: string, program: string, folder: string): Promise<object> {
  const { stdout } = await run(
    process.env[variable] ?? '',
    [fileURLToPath(new URL(`tests/streaming/${program}`, packageRoot)), folder, 'set@1'],
    { env: withModule, maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as object;
}

/** Both frameworks are too large to be fetched for a test: PyTorch of the package index brings 4 GB along. */
function skipWithout(variable: string, packages: string): string | false {
  return process.env[variable] ? false : `set ${variable} to a Python with ${packages} to run this test`;
}

const torch = 'MILLRACE_TORCH_PYTHON';
const tensorflow = 'MILLRACE_TENSORFLOW_PYTHON';

test("PyTorch's loaders give the one order: workers, epochs, ranks of a process group, states", {
  skip: skipWithout(torch, 'torch 2.9, torchdata 0.11 and pyarrow'),
  timeout: 600_000,
}, async (t) => {
  const { folder, read } = await store(t);
  const whole = await read({});
  const ranks = await Promise.all([0, 1].map((rank) => read({ ranks: 2, rank, dropLast: true })));
  assert.deepEqual(await ask(torch, 'python_torch.py', folder), {
    ...whole,
    ranks: ranks.map(({ orderSha256 }) => orderSha256),
    stateful: true,
  });
});

test('the example of PyTorch in the docs runs', {
  skip: skipWithout(torch, 'torch 2.9 and pyarrow'),
  timeout: 300_000,
}, async (t) => {
  const cwd = temporaryFolder(t);
  await commitSynthetic(openLocalFolder(join(cwd, '.millrace')), { ...shape, dataset: 'river', sequences: [90] });
  const [, , example = ''] = pythonExamples();
  const program = `${example}\nimport json\nprint(json.dumps(checkpoint["data"]))`;
  const { stdout } = await run(process.env[torch] ?? '', ['-c', program], { cwd, env: withModule });
  const { epoch, position } = JSON.parse(stdout) as Cursor;
  assert.deepEqual([epoch, position], [1, 88]);
});

test('a tf.data.Dataset gives the one order, under a distribution strategy too', {
  skip: skipWithout(tensorflow, 'tensorflow 2.21 and pyarrow'),
  timeout: 600_000,
}, async (t) => {
  const { folder, read } = await store(t);
  assert.deepEqual(await ask(tensorflow, 'python_tensorflow.py', folder), await read({}));
});
