import type { ObjectiveDefinition } from '../objective.ts';
import { answer } from './answer.ts';
import { causal } from './causal.ts';
import { classify } from './classify.ts';
import { classifyImage } from './classify-image.ts';
import { instruct } from './instruct.ts';
import { masked } from './masked.ts';
import { spanCorruption } from './span-corruption.ts';

/** Every objective that a recipe can name. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds objectives of every parameter type; zod checks them at its door.
export const objectives: readonly ObjectiveDefinition<any>[] = [
  causal,
  masked,
  instruct,
  spanCorruption,
  answer,
  classify,
  classifyImage,
];
