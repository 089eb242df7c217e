import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { byCodeUnit } from '../../core/code-unit-order.ts';
import { packageRoot } from '../../storage/package-root.ts';

const buildFolders = ['core', 'shards', 'pipelines', 'quality', 'workers/planning', 'workers/phases'];
const trainingFolders = ['core', 'shards', 'pipelines', 'streaming', 'training'];
const embeddingFolders = [
  ...['training/embedding', 'training/hugging-face', 'training/inference', 'training/graph'],
  ...['training/layers', 'training/models'],
];
const known = new Map<readonly string[], string>();

/** SHA-256 over the compiled code that decides a shard's bytes: another digest is another build. */
export function codeDigest(): string {
  return digestOf(buildFolders);
}

/** SHA-256 over the compiled code that decides a model's weights: another digest is another training run. */
export function trainingCodeDigest(): string {
  return digestOf(trainingFolders);
}

/** SHA-256 over the compiled code that decides a text's vector, beside that of {@link codeDigest}. */
export function embeddingCodeDigest(): string {
  return digestOf(embeddingFolders);
}

/** As {@link trainingCodeDigest}, of a run that Python trains: over `python/`, too. */
export function distributedCodeDigest(): string {
  const hash = createHash('sha256').update(trainingCodeDigest());
  const folder = new URL('python/', packageRoot);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.py')).sort(byCodeUnit)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(new URL(file, folder)))
      .update('\0');
  }
  return hash.digest('hex');
}

function digestOf(folders: readonly string[]): string {
  const before = known.get(folders);
  if (before !== undefined) return before;
  const hash = createHash('sha256');
  const compiled = new URL('../../', import.meta.url);
  for (const folder of folders) {
    const files = readdirSync(new URL(`${folder}/`, compiled), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.js')).sort(byCodeUnit)) {
      hash
        .update(`${folder}/${file}\0`)
        .update(readFileSync(new URL(`${folder}/${file}`, compiled)))
        .update('\0');
    }
  }
  const digest = hash.digest('hex');
  known.set(folders, digest);
  return digest;
}
