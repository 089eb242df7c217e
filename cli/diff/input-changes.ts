import { inputColumns } from '../../shards/inputs.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import type { RowSource } from './keyed-rows.ts';
import { type MovedRow, movedRows } from './moved-rows.ts';
import { openTable } from './table-groups.ts';

/** Input files that one version read and the other did not, or not with these bytes. */
export interface InputFiles {
  readonly files: number;
  /** Paths of the first few, relative to the recipe. */
  readonly examples: readonly string[];
}

export interface InputChanges {
  readonly before: { readonly files: number; readonly bytes: number };
  readonly after: { readonly files: number; readonly bytes: number };
  readonly unchanged: number;
  readonly added: InputFiles;
  readonly removed: InputFiles;
  readonly changed: InputFiles;
}

const shownExamples = 20;

/** Compares the input files of two versions by path and SHA-256. Time and memory are those of {@link movedRows}. */
export async function inputChanges(storage: Storage, before: Manifest, after: Manifest): Promise<InputChanges> {
  const [left, right] = [await openInputs(storage, before), await openInputs(storage, after)];
  const counted = { added: empty(), removed: empty(), changed: empty() };
  let unchanged = 0;
  for await (const chunk of movedRows(left.source, right.source)) {
    unchanged += chunk.unchanged;
    for (const row of chunk.rows) {
      const files = counted[kindOf(row)];
      files.files++;
      if (files.examples.length === shownExamples) continue;
      files.examples.push(
        row.after === null ? await left.pathOf(row.before.ordinal) : await right.pathOf(row.after.ordinal),
      );
    }
  }
  return { before: sizeOf(before), after: sizeOf(after), unchanged, ...counted };
}

function empty(): { files: number; examples: string[] } {
  return { files: 0, examples: [] };
}

function kindOf({ before, after }: MovedRow): 'added' | 'removed' | 'changed' {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function sizeOf({ lineage }: Manifest): InputChanges['before'] {
  return { files: lineage.inputs.files, bytes: lineage.inputs.bytes };
}

async function openInputs(storage: Storage, { dataset, lineage }: Manifest) {
  const table = await openTable(storage, [`${dataset}/${lineage.inputs.file}`], inputColumns);
  const source: RowSource = {
    rows: table.rows,
    read: async function* () {
      for await (const rows of table.read(['path', 'sha256']))
        yield rows.map(({ path, sha256 }) => ({
          key: path,
          code: 0,
          digest: Number.parseInt(sha256.slice(0, 8), 16) || 0,
        }));
    },
  };
  return { source, pathOf: async (row: number) => (await table.valueAt('path', row)) ?? '' };
}
