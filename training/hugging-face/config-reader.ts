import type { Json } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import { printable, shorten } from '../../quality/printable.ts';

/** A `config.json`, read key by key. Each method throws MillraceError `unfit-config` (usage) for what it cannot take. */
export interface ConfigReader {
  /** A whole number from 1. */
  readonly count: (key: string, otherwise?: number) => number;
  readonly number: (key: string, otherwise?: number) => number;
  readonly flag: (key: string, otherwise: boolean) => boolean;
  /** The value as it stands; undefined where it is missing or null. */
  readonly optional: (key: string) => Json | undefined;
  /** What the value, or `otherwise` where it is missing, means. */
  readonly choice: <Meaning>(key: string, meanings: Readonly<Record<string, Meaning>>, otherwise?: string) => Meaning;
  /** Nothing but this value, or none. */
  readonly only: (key: string, expected: Json, why?: string) => void;
  /** A map below, whose keys are told as `key.inner`. */
  readonly below: (key: string) => ConfigReader;
  readonly refuse: (key: string, expected: string, found: Json | undefined) => MillraceError;
}

/** `at` is the file, for errors. */
export function configReader(values: Readonly<Record<string, Json>>, at: string, prefix = ''): ConfigReader {
  const optional = (key: string): Json | undefined =>
    Object.hasOwn(values, key) ? (values[key] ?? undefined) : undefined;
  const refuse = (key: string, expected: string, found: Json | undefined): MillraceError =>
    new MillraceError('unfit-config', `${prefix}${key}: expected ${expected}, found ${shown(found)}`, {
      kind: 'usage',
      at,
      hint: 'docs/pretrained.md lists what is read of each architecture',
    });
  const number = (key: string, otherwise?: number): number => {
    const value = optional(key) ?? otherwise;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw refuse(key, 'a number', value);
  };
  return {
    number,
    optional,
    refuse,
    count: (key, otherwise) => {
      const value = optional(key) ?? otherwise;
      if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
      throw refuse(key, 'a whole number from 1', value);
    },
    flag: (key, otherwise) => {
      const value = optional(key) ?? otherwise;
      if (typeof value === 'boolean') return value;
      throw refuse(key, 'true or false', value);
    },
    choice: (key, meanings, otherwise) => {
      const value = optional(key) ?? otherwise;
      const meaning = typeof value === 'string' && Object.hasOwn(meanings, value) ? meanings[value] : undefined;
      if (meaning !== undefined) return meaning;
      const names = Object.keys(meanings);
      throw refuse(key, names.length === 1 ? `${names[0]}` : `one of ${names.join(', ')}`, value);
    },
    only: (key, expected, why) => {
      const value = optional(key) ?? expected;
      if (value === expected) return;
      throw refuse(key, `${JSON.stringify(expected)}${why === undefined ? '' : `, ${why}`}`, value);
    },
    below: (key) => {
      const value = optional(key) ?? {};
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse(key, 'a map', value);
      return configReader(value as Readonly<Record<string, Json>>, at, `${prefix}${key}.`);
    },
  };
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shorten(printable(JSON.stringify(value)), 100);
}
