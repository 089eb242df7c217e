import type { ImageFormat } from '../../core/image-sample.ts';
import { endsEarly } from './ends-early.ts';
import type { ImageProblem } from './image-view.ts';

/** A problem with nothing to measure. */
export function problem(word: string): ImageProblem {
  return { problem: word, value: null, limit: null };
}

/** Why bytes of a known format could not be decoded: `truncated` where they end before the image does. */
export function decodeProblem(format: ImageFormat, bytes: Uint8Array): ImageProblem {
  return problem(endsEarly(format, bytes) ? 'truncated' : 'not-decodable');
}
