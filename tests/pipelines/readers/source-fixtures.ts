import { readFileSync } from 'node:fs';
import { findReader } from '../../../pipelines/readers/readers.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { type ReadRecord, readAll } from './read-all.ts';

/** Sources that other programs wrote, and what they read back of them. */
export const sourceFixtures = new URL('tests/fixtures/text-sources/', packageRoot);

export function sourceFixture(name: string): Buffer {
  return readFileSync(new URL(name, sourceFixtures));
}

export const expected = JSON.parse(sourceFixture('expected.json').toString()) as Record<string, unknown>;

/** All records of a file, read as a format. */
export function readAs(
  format: string,
  key: string,
  bytes: Uint8Array,
  options: unknown = {},
  more: Parameters<typeof readAll>[4] = {},
): Promise<ReadRecord[]> {
  const reader = findReader(format);
  if (reader === undefined) throw new Error(`no reader of ${format}`);
  return readAll(reader, key, bytes, options, more);
}

/** A record's text, or its problem. */
export function told(record: ReadRecord): string {
  return 'problem' in record ? `!${record.problem}` : record.text;
}
