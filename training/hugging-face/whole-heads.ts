import type { Json } from '../../core/canonical-json.ts';
import { notExportable } from '../export/not-exportable.ts';

/**
 * Transformers divides the width among the heads. Throws MillraceError `not-exportable` (usage) for a model of which heads
 * were taken out.
 */
export function requireWholeHeads({ heads, width, headWidth }: Readonly<Record<string, Json>>): void {
  if (headWidth === undefined || headWidth === null || Number(headWidth) * Number(heads) === width) return;
  throw notExportable(
    'hugging-face',
    `transformers divides a width of ${width} among ${heads} heads, and those of this model are ${headWidth} wide`,
    'Export the model as it was before heads were taken out, or to safetensors.',
  );
}
