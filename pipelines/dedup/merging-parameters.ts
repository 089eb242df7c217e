import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { parseReference } from '../../shards/dataset-name.ts';

function namesVersion(reference: string): boolean {
  try {
    return parseReference(reference).dataset !== '';
  } catch (error) {
    if (error instanceof MillraceError) return false;
    throw error;
  }
}

/** The parameter of the version that documents are also compared with. */
export const against = z
  .string()
  .refine(namesVersion, 'expected a version as NAME, NAME@7 or NAME@latest')
  .nullable()
  .default(null)
  .describe(
    'A version in the same store, `NAME`, `NAME@7` or `NAME@latest`: documents that it has are merged into its own.',
  );
