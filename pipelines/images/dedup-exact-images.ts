import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineImageDedup } from './image-stage.ts';
import { isImageProblem } from './image-view.ts';

/** Merges images of equal pixels into the first of them, whatever their files. */
export const dedupExactImages = defineImageDedup<Record<string, never>>({
  name: 'dedup-exact',
  summary: 'Merges images of equal sides and pixels into the first of them, in whatever format they are.',
  version: 1,
  parameters: z.strictObject({}),
  compares: 'keys',
  comparisonOf: async (view) => {
    const pixels = await view.pixels();
    if (isImageProblem(pixels)) return pixels;
    const { width, height, data } = pixels;
    const key = createHash('sha256').update(`${width}×${height}:`).update(data).digest('hex');
    return { key, hash: null };
  },
});
