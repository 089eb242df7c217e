import { randomUint32 } from '../../core/seeded-random.ts';
import { endsInside, goesOn } from '../masking.ts';

/** Which sample of a stream is masked: its draws are a function of these. */
export interface MaskKey {
  readonly seed: number;
  readonly epoch: number;
  readonly position: number;
}

export interface MaskRule {
  /** Share of a sample's tokens that are judged. */
  readonly rate: number;
  readonly maskToken: number;
  readonly vocabulary: number;
  /** Whether an id is never masked. */
  readonly isSpecial: (id: number) => boolean;
  /** Bits of each id, where whole words are masked. */
  readonly wordBits: Uint8Array | undefined;
}

/**
 * Masks a sample in place: of its tokens, or words, a share is chosen, and of these tokens four in five become the mask
 * token, one in ten a token drawn from the vocabulary, and one in ten stays. Gives the chosen places, ascending.
 *
 * A word whose tokens would make it more than the share is passed over. Devlin et al. 2019, arXiv:1810.04805, and the
 * authors' `create_masked_lm_predictions`; whole words as in their release of May 2019.
 */
export function maskSample(ids: Int32Array, used: number, rule: MaskRule, key: MaskKey): readonly number[] {
  const words = wordsOf(ids, used, rule);
  const places = words.reduce((sum, { length }) => sum + length, 0);
  if (places === 0) return [];
  const wanted = Math.max(1, Math.round(places * rule.rate));
  const draw = drawsOf(key);
  const chosen: number[] = [];
  for (let left = words.length; left > 0 && chosen.length < wanted; left--) {
    const at = Math.floor((draw() / 2 ** 32) * left);
    const word = words[at] as readonly number[];
    words[at] = words[left - 1] as readonly number[];
    if (chosen.length + word.length <= wanted) chosen.push(...word);
  }
  chosen.sort((a, b) => a - b);
  for (const place of chosen) {
    const share = draw() / 2 ** 32;
    const other = Math.floor((draw() / 2 ** 32) * rule.vocabulary);
    if (share < 0.8) ids[place] = rule.maskToken;
    else if (share < 0.9) ids[place] = other;
  }
  return chosen;
}

/** The places of each word, or of each token alone, that may be masked. */
function wordsOf(ids: Int32Array, used: number, { isSpecial, wordBits }: MaskRule): (readonly number[])[] {
  const words: number[][] = [];
  let open = false;
  for (let place = 0; place < used; place++) {
    const id = ids[place] as number;
    if (isSpecial(id)) {
      open = false;
      continue;
    }
    const bits = wordBits?.[id] ?? 0;
    if (open && (bits & goesOn) !== 0) words.at(-1)?.push(place);
    else words.push([place]);
    open = (bits & endsInside) !== 0;
  }
  return words;
}

function drawsOf({ seed, epoch, position }: MaskKey): () => number {
  const stream = randomUint32(randomUint32(seed, epoch), position);
  let drawn = 0;
  return () => randomUint32(stream, drawn++);
}
