import { z } from 'zod';
import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import { keyPattern } from '../core/key-pattern.ts';
import { sha256Hex } from '../storage/digest.ts';
import type { Storage } from '../storage/storage.ts';
import { versionFile } from './catalogue.ts';

/** Sources that no later build of a dataset reads. */
export interface Forgotten {
  /** Input files by key, or patterns of them (`core/key-pattern.ts`), in the order in which they were forgotten. */
  readonly sources: readonly string[];
  /** Of the canonical JSON of `sources`. */
  readonly sha256: string;
}

const entrySchema = z.strictObject({
  format: z.literal('millrace-forgotten/1'),
  sources: z.array(z.string().min(1).max(1024)).min(1).readonly(),
});

/** What a dataset has been told to forget; undefined for nothing. Throws MillraceError `bad-forgotten`. */
export async function readForgotten(storage: Storage, dataset: string): Promise<Forgotten | undefined> {
  const sources: string[] = [];
  for (const { key } of await storage.list(folderOf(dataset))) sources.push(...(await readEntry(storage, key)).sources);
  return sources.length === 0 ? undefined : { sources, sha256: sha256Hex(canonicalJson(sources)) };
}

/**
 * Adds sources to what a dataset is to forget, for good: `forgotten/00000001.json` and so on, of which none ever changes.
 * What is on the list is not added again. Any number of hosts may do so at once.
 */
export async function addForgotten(storage: Storage, dataset: string, sources: readonly string[]): Promise<Forgotten> {
  for (;;) {
    const last = (await storage.list(folderOf(dataset))).at(-1)?.key.slice(folderOf(dataset).length) ?? '0';
    const known = await readForgotten(storage, dataset);
    const added = [...new Set(sources)].filter((source) => known?.sources.includes(source) !== true);
    if (added.length === 0 && known !== undefined) return known;
    const entry = entrySchema.parse({ format: 'millrace-forgotten/1', sources: added });
    const bytes = Buffer.from(`${JSON.stringify(entry, null, 2)}\n`);
    await storage.putIfAbsent(`${folderOf(dataset)}${versionFile(Number.parseInt(last, 10) + 1)}`, bytes);
  }
}

/** A test of input files' keys: whether they are forgotten. Files that records name go with the file that names them. */
export function forgets({ sources }: Pick<Forgotten, 'sources'>): (key: string) => boolean {
  const tests = sources.map(keyPattern);
  return (key) => tests.some((test) => test(key.replace(/#images$/, '')));
}

async function readEntry(storage: Storage, key: string): Promise<z.infer<typeof entrySchema>> {
  const bytes = await storage.get(key);
  try {
    return entrySchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new MillraceError('bad-forgotten', 'it does not list sources to forget', {
      at: key,
      hint: 'the file was changed; without what it listed no build of the dataset may go on',
      cause,
    });
  }
}

function folderOf(dataset: string): string {
  return `${dataset}/forgotten/`;
}
