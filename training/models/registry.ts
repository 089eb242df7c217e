import type { ModelDefinition } from '../model.ts';
import { bert } from './bert.ts';
import { cnn } from './cnn.ts';
import { gpt } from './gpt.ts';
import { llama } from './llama.ts';
import { lstm } from './lstm.ts';
import { mlp } from './mlp.ts';
import { t5 } from './t5.ts';
import { vit } from './vit.ts';

/** Every model that a recipe can name. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds models of every parameter type; zod checks them at its door.
export const models: readonly ModelDefinition<any>[] = [bert, cnn, gpt, llama, lstm, mlp, t5, vit];
