import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pythonEnvironment, pythonStatus, pythonSummary, requirePython } from '../../../training/distributed/python.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

/** An environment with a Python that answers. */
function answering(t: TestContext, answer: string): NodeJS.ProcessEnv {
  const python = join(temporaryFolder(t), 'python');
  writeFileSync(python, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(python, 0o755);
  return { PATH: process.env['PATH'], MILLRACE_PYTHON: python };
}

test('a Python with all modules is in order', async (t) => {
  const env = answering(t, '{"version":[3,11,7],"found":["torch","numpy","pyarrow"]}');
  const [status] = await pythonStatus(['torchrun'], env);
  assert.deepEqual([status?.ok, status?.found], [true, 'Python 3.11.7 with numpy, pyarrow, torch']);
  await requirePython('torchrun', env);
});

test('what is missing is named with the command that mends it', async (t) => {
  const env = answering(t, '{"version":[3,11,7],"found":["torch","numpy","pyarrow"]}');
  const [deepspeed, tensorflow] = await pythonStatus(['deepspeed', 'tf'], env);
  assert.equal(deepspeed?.found, 'Python 3.11.7 has no deepspeed');
  assert.match(deepspeed?.hint ?? '', /python -m pip install deepspeed, or set MILLRACE_PYTHON/);
  assert.equal(tensorflow?.found, 'Python 3.11.7 has no tensorflow');
  await assert.rejects(requirePython('deepspeed', env), {
    code: 'no-python',
    kind: 'usage',
    message: 'the engine deepspeed cannot run: Python 3.11.7 has no deepspeed',
  });
});

test('the doctor says what Python trains with, and how the next engine is had', async (t) => {
  const some = answering(t, '{"version":[3,11,7],"found":["torch","numpy","pyarrow"]}');
  assert.match(
    await pythonSummary(some),
    /python trains by torchrun; for deepspeed: Python 3\.11\.7 has no deepspeed; .*pip install deepspeed/,
  );
  const none = await pythonSummary({ PATH: process.env['PATH'], MILLRACE_PYTHON: '/absent/python' });
  assert.match(none, /^no --engine of \/absent\/python; for torchrun: .*does not run; install Python 3\.10/);
});

test('a Python that is too old, or no Python, is told', async (t) => {
  const old = answering(t, '{"version":[3,9,2],"found":["torch","numpy","pyarrow"]}');
  assert.match((await pythonStatus(['torchrun'], old))[0]?.found ?? '', /is Python 3\.9\.2, older than 3\.10/);
  const none = answering(t, 'command not found');
  assert.match((await pythonStatus(['torchrun'], none))[0]?.found ?? '', /does not run/);
});

test('python/ comes before what PYTHONPATH names', () => {
  const { PYTHONPATH = '' } = pythonEnvironment({ PYTHONPATH: '/mine' });
  assert.match(PYTHONPATH.split(delimiter)[0] ?? '', /\/python\/$/);
  assert.equal(PYTHONPATH.split(delimiter)[1], '/mine');
});
