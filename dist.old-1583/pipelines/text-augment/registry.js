import { aeda } from './operations/aeda.js';
import { backTranslate } from './operations/back-translate.js';
import { eda } from './operations/eda.js';
import { fillInTheMiddle } from './operations/fill-in-the-middle.js';
import { keyboardNoise } from './operations/keyboard-noise.js';
import { ocrNoise } from './operations/ocr-noise.js';
import { randomDeletion } from './operations/random-deletion.js';
import { randomInsertion } from './operations/random-insertion.js';
import { randomSwap } from './operations/random-swap.js';
import { sentenceShuffle } from './operations/sentence-shuffle.js';
import { spanCorruption } from './operations/span-corruption.js';
import { synonymReplacement } from './operations/synonym-replacement.js';
import { tokenDropout } from './operations/token-dropout.js';
/** What can be done to a text, in the order of the docs. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds definitions of every parameter type; zod checks them at its door.
export const textAugmentations = [
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
export function textAugmentationOf(name) {
    const definition = byName.get(name);
    if (definition === undefined)
        throw new Error(`there is no augmentation of texts "${name}"`);
    return definition;
}
//# sourceMappingURL=registry.js.map