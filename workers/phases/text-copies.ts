import { resolve } from 'node:path';
import type { Document } from '../../core/document.ts';
import { augmentText } from '../../pipelines/text-augment/augment-text.ts';
import type { AugmentSettings } from '../../recipes/augment-schema.ts';
import type { StoredDocument } from '../../shards/documents.ts';
import { withAugmentPaths } from '../planning/augment-files.ts';
import type { BuildPlan } from '../planning/plan.ts';
import { copyId } from './copy-id.ts';

/**
 * Makes the augmented copies of a document: copy `n` is what the stream makes of it in epoch `n`, with the same seed and
 * operations. A copy with no other text than the document's own, or with none, is left out.
 */
export function openTextCopies(
  settings: AugmentSettings,
  { recipeFolder, namedIds }: Pick<BuildPlan, 'recipeFolder' | 'namedIds'>,
): (document: Document) => AsyncGenerator<StoredDocument> {
  const { copies, seed } = settings;
  const operations = withAugmentPaths(settings.operations, (path) => resolve(recipeFolder, path));
  return async function* copiesOf({ format: _, ...document }) {
    const { id, text } = document;
    for (let copy = 0; copy < copies; copy++) {
      const augmented = await augmentText(operations, text, { seed, recordId: id, epoch: copy });
      if (augmented === text || augmented.trim() === '') continue;
      yield { ...document, id: copyId(id, copy, namedIds), text: augmented, parent: id };
    }
  };
}
