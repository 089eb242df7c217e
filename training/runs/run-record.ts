import { MillraceError } from '../../core/errors.ts';
import { indentedJson } from '../../core/indented-json.ts';
import type { Storage } from '../../storage/storage.ts';
import type { RunConfig } from '../run-config.ts';

/**
 * Writes a run's `run.json` once. Where the folder has one it must say the same: throws MillraceError `run-changed`
 * with the fields that differ. Answers whether it was there.
 */
export async function recordRun(storage: Storage, folder: string, config: RunConfig): Promise<'new' | 'known'> {
  const created = await storage.putIfAbsent(recordKey(folder), Buffer.from(indentedJson(config)));
  if (created) return 'new';
  const saved = await readRunRecord(storage, folder);
  const differences = differencesOf(saved, config);
  if (differences.length === 0) return 'known';
  throw new MillraceError('run-changed', `the run began with other settings: ${differences.join('; ')}`, {
    at: recordKey(folder),
    hint: 'go on with the settings that it began with, or train under another name',
  });
}

/** A run's `run.json`. Throws MillraceError `not-found` where there is no such run, and `bad-run-record`. */
export async function readRunRecord(storage: Storage, folder: string): Promise<RunConfig> {
  const at = recordKey(folder);
  const bytes = await storage.get(at);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const config = value as Partial<RunConfig> | null;
    if (config?.format === 'millrace-run/1' && typeof config.run === 'string') return config as RunConfig;
  } catch (error) {
    throw new MillraceError('bad-run-record', 'it is no JSON', { at, cause: error });
  }
  throw new MillraceError('bad-run-record', 'it does not describe a run', { at });
}

/** What differs between two records of settings, by dotted name, as a person reads it: `settings.seed: 1 is now 2`. */
function differencesOf(saved: object, current: object): string[] {
  const before = flatten(saved);
  const now = flatten(current);
  const names = [...new Set([...before.keys(), ...now.keys()])].sort();
  return names
    .filter((name) => before.get(name) !== now.get(name))
    .map((name) => `${name}: ${before.get(name) ?? 'nothing'} is now ${now.get(name) ?? 'nothing'}`);
}

function flatten(value: object, prefix = ''): Map<string, string> {
  const leaves = new Map<string, string>();
  for (const [key, member] of Object.entries(value) as [string, unknown][]) {
    const name = `${prefix}${key}`;
    if (member === undefined) continue;
    if (typeof member === 'object' && member !== null && Object.keys(member).length > 0) {
      for (const [path, leaf] of flatten(member, `${name}.`)) leaves.set(path, leaf);
    } else leaves.set(name, JSON.stringify(member));
  }
  return leaves;
}

function recordKey(folder: string): string {
  return `${folder}/run.json`;
}
