import type { z } from 'zod';
import type { Draws } from '../augment/augmentation.ts';

/**
 * One kind of augmentation of texts: one file, one test, one line in the registry. From it come the recipe's keys and the
 * docs. `apply` is a pure function of its arguments and never throws for what a text holds; it takes time linear in the
 * text's length.
 */
export interface TextAugmentationDefinition<Parameters> {
  readonly name: string;
  readonly summary: string;
  /** The paper, or the peer whose defaults these are. */
  readonly citation: string;
  /** A strict zod object; each key has a description, and a default where the paper has one. */
  readonly parameters: z.ZodType<Parameters>;
  /** Parameters that are paths, relative to the recipe's folder, of files that a build's key holds the digests of. */
  readonly files?: readonly string[];
  readonly apply: (text: string, parameters: Parameters, draws: Draws) => string | Promise<string>;
  /** True where `apply` asks another program: too slow for a stream, which then refuses it. */
  readonly external?: true;
}
