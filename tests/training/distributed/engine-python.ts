import type { TestContext } from 'node:test';
import type { DistributedEngine } from '../../../training/distributed/distribution.ts';
import { pythonStatus } from '../../../training/distributed/python.ts';
import { torchPython } from '../../torch-python.ts';

/**
 * An environment whose Python trains with an engine: that of `torchPython`, for `tf` the one that
 * `MILLRACE_TEST_TENSORFLOW` names. Skips the test, and gives undefined, where there is none.
 */
export async function engineEnvironment(
  t: TestContext,
  engine: DistributedEngine,
): Promise<NodeJS.ProcessEnv | undefined> {
  const named = process.env['MILLRACE_TEST_TENSORFLOW'];
  const python = engine === 'tf' ? named : await torchPython(t);
  if (python === undefined) {
    if (engine === 'tf') t.skip('needs MILLRACE_TEST_TENSORFLOW, the path of a Python with tensorflow and pyarrow');
    return undefined;
  }
  const env = { ...process.env, MILLRACE_PYTHON: python };
  const [status] = await pythonStatus([engine], env);
  if (status?.ok === true) return env;
  t.skip(status?.found);
  return undefined;
}
