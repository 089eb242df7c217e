import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { byCodeUnit } from '../../core/code-unit-order.ts';

const folders = ['core', 'shards', 'pipelines', 'quality', 'workers/planning', 'workers/phases'];
let known: string | undefined;

/** SHA-256 over the compiled code that decides a shard's bytes: another digest is another build. */
export function codeDigest(): string {
  if (known !== undefined) return known;
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
  known = hash.digest('hex');
  return known;
}
