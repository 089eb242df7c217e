import { causal } from './causal.js';
import { classify } from './classify.js';
import { classifyImage } from './classify-image.js';
/** Every objective that a recipe can name. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds objectives of every parameter type; zod checks them at its door.
export const objectives = [causal, classify, classifyImage];
//# sourceMappingURL=registry.js.map