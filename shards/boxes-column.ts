import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import type { ImageBox } from '../core/image-sample.ts';

const sides = ['x', 'y', 'width', 'height'] as const;

/** An image's boxes as one text column: a JSON list of objects with sorted keys. */
export function boxesToText(boxes: readonly ImageBox[]): string {
  return boxes.length === 0
    ? '[]'
    : canonicalJson(boxes.map(({ x, y, width, height, label }) => ({ x, y, width, height, label })));
}

/** The boxes in such a column. Throws MillraceError `bad-file` where it is no list of boxes. */
export function boxesFromText(text: string): readonly ImageBox[] {
  if (text === '[]') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (Array.isArray(value) && value.every(isBox)) return value;
  throw new MillraceError('bad-file', 'a column of boxes holds no JSON list of boxes');
}

function isBox(value: unknown): value is ImageBox {
  if (value === null || typeof value !== 'object' || !('label' in value)) return false;
  const numbers: Readonly<Record<string, unknown>> = { ...value };
  return (
    sides.every((side) => Number.isFinite(numbers[side])) && (value.label === null || typeof value.label === 'string')
  );
}
