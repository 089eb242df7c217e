import { openArrowReader } from '../../shards/arrow-reader.ts';
import { openArrowWriter } from '../../shards/arrow-writer.ts';
import { groupsOf } from '../../shards/row-file.ts';
import type { RowOf, RowSchema } from '../../shards/row-schema.ts';
import { workKeys } from '../planning/plan.ts';
import type { OpenBuild } from './open-build.ts';

const columns = {
  ordinal: { type: 'uint32' },
  cuts: { type: 'list<uint32>' },
  units: { type: 'uint32' },
  characters: { type: 'uint32' },
  reason: { type: 'utf8', nullable: true },
  value: { type: 'float64', nullable: true },
  limit: { type: 'float64', nullable: true },
} as const satisfies RowSchema;

/**
 * What a step takes out of one document, as `pipelines/dedup/cut-spans.ts` has it; `reason`, `value` and `limit` where too
 * little is left of it.
 */
export type TextEdit = RowOf<typeof columns>;

const groupLimits = { rows: 16_384, textBytes: 16 * 2 ** 20 };

/** Name of the phase that ends a step by writing its edits, a file for each partition. */
export function cutPhaseName(step: string): string {
  return `${step}-cut`;
}

/** Opens a writer of one partition's edits. */
export function openEditWriter(build: OpenBuild, step: string, partition: number) {
  const key = editsKey(build, step, partition);
  const slash = key.lastIndexOf('/');
  const target = { storage: build.storage, folder: key.slice(0, slash), name: () => key.slice(slash + 1) };
  return openArrowWriter(target, columns, groupLimits, 'fast');
}

/** One partition's edits, by ordinal. Memory: all of them. */
export async function readEdits(
  build: OpenBuild,
  step: string,
  partition: number,
): Promise<ReadonlyMap<number, TextEdit>> {
  const edits = new Map<number, TextEdit>();
  const reader = await openArrowReader(build.storage, editsKey(build, step, partition), columns);
  for await (const group of groupsOf(reader)) for (const edit of group) edits.set(edit.ordinal, edit);
  return edits;
}

/** Where one partition's edits are. */
export function editsKey(build: OpenBuild, step: string, partition: number): string {
  return workKeys.output(build.folder, cutPhaseName(step), partition, 'edits.arrow');
}
