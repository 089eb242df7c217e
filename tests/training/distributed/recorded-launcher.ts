import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../storage/package-root.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../training/checkpoints/safetensors.ts';

// Stands where Python stands, and tells what torchrun told once: `recorded-launcher ACT -c …` answers for its modules,
// `recorded-launcher ACT … JOB` plays tests/fixtures/training/torchrun-lines.txt from the job's step on, with the job's
// own weights as checkpoints. ACT `dies` ends after the checkpoint of step 3, `waits` stands still after step 4.
const [act = '', first = ''] = process.argv.slice(2);
const job = process.argv.at(-1) ?? '';

if (first === '-c') {
  console.log(JSON.stringify({ version: [3, 11, 7], found: ['numpy', 'pyarrow', 'torch'] }));
} else await play();

async function play(): Promise<void> {
  const { step: from } = JSON.parse(readFileSync(join(job, 'job.json'), 'utf8')) as { step: number };
  const recorded = readFileSync(new URL('tests/fixtures/training/torchrun-lines.txt', packageRoot), 'utf8');
  for (const line of recorded.trim().split('\n')) {
    const told = line.startsWith('{') ? (JSON.parse(line) as { step?: number; millrace: string }) : undefined;
    if (told?.step !== undefined && told.step <= from) continue;
    if (told?.millrace === 'checkpoint') saveState(told.step ?? 0);
    console.log(line.replace('"folder":"JOB', `"folder":"${job}`).replace('[1,2]', `[${process.pid}]`));
    if (act === 'dies' && told?.millrace === 'checkpoint') {
      console.error('RuntimeError: a card fell off the bus');
      process.exit(1);
    }
    if (act === 'waits' && told?.step === 4) return stopWhenAsked(recorded);
  }
  process.exit(0);
}

/** A checkpoint of the very step at which it was asked to stop. */
async function stopWhenAsked(recorded: string): Promise<void> {
  for await (const heard of process.stdin) if (String(heard).includes('stop')) break;
  saveState(4);
  const checkpoint = recorded.split('\n').find((line) => line.includes('"checkpoint"')) ?? '';
  console.log(checkpoint.replace('"step":3', '"step":4').replace('"JOB/00000003"', `"${job}/00000004"`));
  process.exit(0);
}

function saveState(step: number): void {
  const folder = join(job, String(step).padStart(8, '0'));
  mkdirSync(folder);
  copyFileSync(join(job, 'weights.safetensors'), join(folder, 'weights.safetensors'));
  const { tensors } = decodeSafetensors(readFileSync(join(folder, 'weights.safetensors')), 'weights');
  const moments = [...tensors].flatMap(([name, tensor]) =>
    ['first', 'second'].map((order) => [`${order}/${name}`, tensor] as const),
  );
  writeFileSync(join(folder, 'optimizer.safetensors'), encodeSafetensors(new Map(moments)));
}
