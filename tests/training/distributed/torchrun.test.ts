
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { torchPython } from '../../torch-python.ts';
import { planRuns, trainedHere } from './planned-runs.ts';

test('torchrun', async (t: TestContext) => {
  const python = await torchPython(t);
  if (python === undefined) return;
  const env = { ...process.env, MILLRACE_PYTHON: python };
  const { storage, plan } = await planRuns(temporaryFolder(t));
  const ours = await trainedHere(storage, await plan({ engine: 'graph' }));
  for (const settings of [
    { engine: 'torchrun', processes: 1 },
    { engine: 'torchrun', processes: 2 },
    { engine: 'torchrun', processes: 2, strategy: 'zero' },
    { engine: 'torchrun', processes: 2, strategy: 'fsdp' },
  ]) {
    const t0 = performance.now();
    const theirs = await trainedHere(storage, await plan(settings), { env });
    const far = Math.max(...ours.losses.map((loss, i) => Math.abs(loss - (theirs.losses[i] ?? NaN))));
    console.log(JSON.stringify(settings), far, ours.rows[11]?.validation, theirs.rows[11]?.validation, theirs.result.backend, performance.now() - t0);
    console.log(ours.rows[3], theirs.rows[3]);
  }
});
