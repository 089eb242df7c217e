import { basename, dirname } from 'node:path/posix';
import type { FolderFiles } from '../reader.ts';
import { namePattern } from './name-pattern.ts';

/** Files of a data set by their split. */
export type SplitFiles = ReadonlyMap<string, readonly string[]>;

/** Files whose rows can be read. */
export function isDataFile(name: string): boolean {
  return /\.(parquet|pq|arrow|feather|jsonl|ndjson|json|csv|tsv)(\.(gz|bz2|zst))?$/i.test(name) && !isState(name);
}

function isState(name: string): boolean {
  return /^(state|dataset_info|dataset_infos|dataset_dict)\.json$/.test(basename(name));
}

/**
 * The files of a folder that `datasets` wrote with `save_to_disk`; undefined where it is none. A data set without splits
 * has the name `train`, unless it says of which split it was.
 * Source: datasets 5.2.0, `arrow_dataset.py`, `dataset_dict.py`
 */
export async function savedFiles({ names, read }: FolderFiles): Promise<SplitFiles | undefined> {
  if (names.includes('dataset_dict.json')) {
    const { splits } = jsonObject(await read('dataset_dict.json'));
    const files = new Map<string, readonly string[]>();
    for (const split of Array.isArray(splits) ? splits.map(String) : []) {
      if (names.includes(`${split}/state.json`)) files.set(split, await stateFiles(`${split}/`, { names, read }));
    }
    return files;
  }
  if (!names.includes('state.json')) return undefined;
  const { _split: split } = jsonObject(await read('state.json'));
  return new Map([[typeof split === 'string' ? split : 'train', await stateFiles('', { names, read })]]);
}

/** A folder may hold files of an earlier save too. */
async function stateFiles(folder: string, { names, read }: FolderFiles): Promise<readonly string[]> {
  const { _data_files: files } = jsonObject(await read(`${folder}state.json`));
  const listed = new Set((Array.isArray(files) ? files : []).map((file) => `${folder}${memberOf(file, 'filename')}`));
  return names.filter((name) => listed.has(name));
}

/**
 * The files of each configuration that a data set's `README.md` lists, in its order; undefined where it lists none.
 * Source: https://huggingface.co/docs/hub/datasets-manual-configuration
 */
export async function listedFiles(
  readme: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, SplitFiles> | undefined> {
  const configs = memberOf(await frontMatter(readme), 'configs');
  if (!Array.isArray(configs)) return undefined;
  const found = new Map<string, SplitFiles>();
  for (const config of configs) {
    const files = memberOf(config, 'data_files');
    if (files === undefined) continue;
    const folder = memberOf(config, 'data_dir');
    const prefix = typeof folder === 'string' ? `${folder.replace(/\/$/, '')}/` : '';
    const splits = new Map<string, readonly string[]>();
    for (const [split, pattern] of patternsOf(files)) {
      const matches = matcher(`${prefix}${pattern}`);
      splits.set(split, [...new Set([...(splits.get(split) ?? []), ...names.filter((name) => matches(name))])]);
    }
    const name = memberOf(config, 'config_name');
    found.set(typeof name === 'string' ? name : 'default', splits);
  }
  return found.size === 0 ? undefined : found;
}

/** `data_files` is a pattern, a list of patterns, a map of splits to patterns, or a list of `{split, path}`. */
function patternsOf(files: unknown): readonly (readonly [string, string])[] {
  if (typeof files === 'string') return [['train', files]];
  if (Array.isArray(files)) {
    return files.flatMap((file) =>
      typeof file === 'string' ? patternsOf(file) : named(memberOf(file, 'split'), memberOf(file, 'path')),
    );
  }
  if (typeof files !== 'object' || files === null) return [];
  return Object.entries(files).flatMap(([split, paths]) => named(split, paths));
}

function named(split: unknown, paths: unknown): readonly (readonly [string, string])[] {
  const list: readonly unknown[] = Array.isArray(paths) ? paths : [paths];
  return list.flatMap((path) => (typeof path === 'string' ? [[String(split ?? 'train'), path] as const] : []));
}

/** A pattern that names a folder means all in it. */
function matcher(pattern: string): (name: string) => boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const [itself, within] = [namePattern(plain), namePattern(`${plain}/**`)];
  return (name) => itself(name) || within(name);
}

const keywords: Readonly<Record<string, string>> = {
  train: 'train|training',
  validation: 'validation|valid|val|dev',
  test: 'test|testing|eval|evaluation',
};

/**
 * The files by what their names say of a split: `data/NAME-00000-of-00001…`, else words such as `train` in their names,
 * else in those of their folders; else all are `train`.
 * Source: datasets 5.2.0, `data_files.py`
 */
export function guessedFiles(names: readonly string[]): SplitFiles {
  const data = names.filter(isDataFile);
  const sharded = bySplit(data, (name) => /^data\/(.+)-\d{5}-of-\d{5}[^/]*$/.exec(name)?.[1]);
  if (sharded.size > 0) return sharded;
  for (const part of [basename, dirname]) {
    const found = bySplit(data, (name) =>
      Object.keys(keywords).find((split) =>
        new RegExp(`(^|[ ._\\-0-9/])(${keywords[split]})([ ._\\-0-9/]|$)`).test(part(name)),
      ),
    );
    if (found.size > 0) return found;
  }
  return new Map(data.length === 0 ? [] : [['train', data]]);
}

function bySplit(names: readonly string[], splitOf: (name: string) => string | undefined): SplitFiles {
  const files = new Map<string, string[]>();
  for (const name of names) {
    const split = splitOf(name);
    if (split === undefined) continue;
    const known = files.get(split);
    if (known === undefined) files.set(split, [name]);
    else known.push(name);
  }
  return files;
}

async function frontMatter(readme: string): Promise<unknown> {
  const text = /^---\r?\n(.*?)\r?\n---/s.exec(readme)?.[1];
  if (text === undefined) return undefined;
  const { parse } = await import('yaml');
  try {
    return parse(text, { maxAliasCount: 10 });
  } catch {
    return undefined;
  }
}

function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
