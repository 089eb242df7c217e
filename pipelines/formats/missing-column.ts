import type { Problem } from '../reader.ts';

/** The first column that the recipe names and a file lacks, as a problem of the file. */
export function missingColumn(names: readonly string[], has: (name: string) => boolean): Problem | undefined {
  const column = names.find((name) => !has(name));
  return column === undefined ? undefined : { problem: 'missing-column', column };
}
