import { errorToData } from '../../core/errors.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { compressRun } from '../../training/compression/compress-run.ts';
import { measureMemory } from '../../training/compression/measure-memory.ts';
import { ProcessesDied } from '../../training/distributed/processes.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { train } from '../../training/train.ts';
import type { FromTraining, ToTraining, TrainingJob } from './protocol.ts';

// Entry of a training process: one job, then it ends. It ends with its worker, too.
const stopped = new AbortController();

process.title = 'millrace-train';
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of the terminal's group; only the worker decides when this one ends.
process.on('SIGINT', () => undefined);

process.on('message', (message: ToTraining) => {
  if (message.type === 'stop') stopped.abort();
  else void answer(message.job);
});

async function answer(job: TrainingJob): Promise<void> {
  try {
    send(await resultOf(job));
  } catch (error) {
    // Worth another try, as the death of this process is.
    if (error instanceof ProcessesDied) {
      console.error(`Error: ${error.message}`);
      process.exit(1);
    }
    send({ type: 'failed', error: errorToData(error) });
  }
}

async function resultOf(job: TrainingJob): Promise<FromTraining> {
  const onProgress = (progress: Extract<FromTraining, { type: 'progress' }>['progress']): void =>
    send({ type: 'progress', progress });
  const surroundings = { env: process.env, threads: job.threads, signal: stopped.signal, onProgress };
  if (job.type === 'train') {
    const storage = openStorage(job.reference.store);
    const onPage = (page: string): void => send({ type: 'page', page });
    return { type: 'trained', result: await train({ ...surroundings, storage, run: job.reference.run, onPage }) };
  }
  const storage = openStorage(job.request.store);
  if (job.type === 'compress') {
    return { type: 'compressed', result: await compressRun({ ...surroundings, ...job.request, storage }) };
  }
  if (job.type === 'measure-memory') {
    return { type: 'measured', result: await measureMemory({ ...surroundings, ...job.request, storage }) };
  }
  return { type: 'evaluated', result: await evaluateRun({ ...surroundings, ...job.request, storage }) };
}

function send(message: FromTraining): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
