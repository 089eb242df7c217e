import { gpt } from './gpt.js';
import { vit } from './vit.js';
/** Every model that a recipe can name. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds models of every parameter type; zod checks them at its door.
export const models = [gpt, vit];
//# sourceMappingURL=registry.js.map