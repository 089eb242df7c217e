import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { writeDigits } from '../digits/digit-pictures.ts';
import { sentence } from './sentences.ts';

/** Writes what the learning path's recipes read into a folder: digits, at most so many of each, and sentences. */
export async function writeLearningData(folder: string, digits: number, sentences: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const lines = Array.from({ length: sentences }, (_, number) => JSON.stringify({ text: sentence(number) }));
  await writeFile(join(folder, 'sentences.jsonl'), `${lines.join('\n')}\n`);
  await writeDigits(folder, digits);
}

if (import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  const folder = fileURLToPath(new URL('examples/learning/images/', packageRoot));
  await writeLearningData(folder, 400, 2000);
  console.log(`4000 digits and 2000 sentences are in ${folder}`);
}
