import { aeda } from './operations/aeda.ts';
import { backTranslate } from './operations/back-translate.ts';
import { eda } from './operations/eda.ts';
import { fillInTheMiddle } from './operations/fill-in-the-middle.ts';
import { keyboardNoise } from './operations/keyboard-noise.ts';
import { ocrNoise } from './operations/ocr-noise.ts';
import { randomDeletion } from './operations/random-deletion.ts';
import { randomInsertion } from './operations/random-insertion.ts';
import { randomSwap } from './operations/random-swap.ts';
import { sentenceShuffle } from './operations/sentence-shuffle.ts';
import { spanCorruption } from './operations/span-corruption.ts';
import { synonymReplacement } from './operations/synonym-replacement.ts';
import { tokenDropout } from './operations/token-dropout.ts';
import type { TextAugmentationDefinition } from './text-augmentation.ts';

/** What can be done to a text, in the order of the docs. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
export const textAugmentations: readonly TextAugmentationDefinition<any>[] = [
  eda,
  synonymReplacement,
  randomInsertion,
  randomSwap,
  randomDeletion,
  aeda,
  keyboardNoise,
  ocrNoise,
  sentenceShuffle,
  tokenDropout,
  spanCorruption,
  fillInTheMiddle,
  backTranslate,
];

const byName = new Map(textAugmentations.map((definition) => [definition.name, definition]));

/** Throws for a name that is no augmentation of texts. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export function textAugmentationOf(name: string): TextAugmentationDefinition<any> {
  const definition = byName.get(name);
  if (definition === undefined) throw new Error(`there is no augmentation of texts "${name}"`);
  return definition;
}
