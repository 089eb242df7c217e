import type { Pixels } from '../../../core/pixels.ts';

/** Tells how well a caption fits an image. */
export interface TextSimilarityModel {
  /**
   * Cosine of the embeddings of image and caption, in [-1, 1], to six decimal places; null where one of them has no
   * direction (all zero, or a value that is not finite). The same on every machine that runs the same model.
   */
  similarity(pixels: Pixels, caption: string): Promise<number | null>;
  /** Gives back the model's memory. */
  close(): Promise<void>;
}

/** Cosine of two vectors of one length, to six decimal places; null where one has no direction. */
export function cosine(a: Float32Array, b: Float32Array): number | null {
  let dot = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    dot += x * y;
    squaresOfA += x * x;
    squaresOfB += y * y;
  }
  const value = dot / (Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB));
  return Number.isFinite(value) ? Math.round(Math.min(1, Math.max(-1, value)) * 1e6) / 1e6 : null;
}
