import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { SamplingSettings } from '../training/generation/sampling.ts';
import { badRequest } from './api-error.ts';

/** A key of OpenAI's that asks for nothing where it has one of these values, and is refused with any other. */
function only(...values: readonly (string | number | boolean | null)[]) {
  return z
    .unknown()
    .refine((value) => values.includes(value as null) || isEmpty(value), { message: 'this server does not support it' })
    .optional();
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Keys that completions and chats share. */
export const generationKeys = {
  model: z.string(),
  temperature: z.number().min(0).max(2).nullable().default(1),
  top_p: z.number().gt(0).max(1).nullable().default(1),
  top_k: z.int().min(0).nullable().default(0),
  seed: z.int().nullable().default(null),
  n: z.int().min(1).max(128).nullable().default(1),
  stop: z
    .union([z.string().min(1).max(1000), z.array(z.string().min(1).max(1000)).max(4)])
    .nullable()
    .default(null),
  max_tokens: z.int().min(1).nullable().default(null),
  stream: z.boolean().nullable().default(false),
  stream_options: z.strictObject({ include_usage: z.boolean().optional() }).nullable().default(null),
  user: z.string().optional(),
  presence_penalty: only(0, null),
  frequency_penalty: only(0, null),
  logit_bias: only(null),
  store: only(false, null),
};

export interface GenerationKeys {
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly top_k: number | null;
  readonly seed: number | null;
  readonly n: number | null;
  readonly stop: string | string[] | null;
}

export const neutral = only;

/** Sampling of each of a request's choices: `seed` and, of several, the choice's number decide it. */
export function samplingOf({ temperature, top_p, top_k, seed }: GenerationKeys, choices: number): SamplingSettings[] {
  const first = seed ?? randomInt(2 ** 32);
  return Array.from({ length: choices }, (_, choice) => ({
    temperature: temperature ?? 1,
    topP: top_p ?? 1,
    topK: top_k ?? 0,
    seed: (first + Math.imul(choice, 0x9e3779b1)) >>> 0,
  }));
}

export function stopsOf({ stop }: Pick<GenerationKeys, 'stop'>): readonly string[] {
  return typeof stop === 'string' ? [stop] : (stop ?? []);
}

/** How many tokens a text may have. Throws ApiError where the prompt alone, or with them, is longer than the model reads. */
export function tokensFor(
  prompt: number,
  asked: number | null,
  { positions, most, fallback }: { readonly positions: number; readonly most: number; readonly fallback: number },
  /** Of the request, for errors: what gave the prompt, and what asked for tokens. */
  keys: { readonly prompt: 'messages' | 'prompt'; readonly tokens: 'max_tokens' | 'max_completion_tokens' },
): number {
  const room = positions - prompt;
  const told = `This model's maximum context length is ${positions} tokens.`;
  if (room < 1) {
    const message = `${told} Your ${keys.prompt} came to ${prompt}, which leaves none for a completion.`;
    throw badRequest(message, keys.prompt, 'context_length_exceeded');
  }
  if (asked !== null && asked > room) {
    const message = `${told} You asked for ${prompt + asked}: ${prompt} in the prompt and ${asked} to complete it.`;
    throw badRequest(message, keys.tokens, 'context_length_exceeded');
  }
  if (asked !== null && asked > most) {
    throw badRequest(`${keys.tokens}: this server gives at most ${most}`, keys.tokens);
  }
  return asked ?? Math.min(room, most, fallback);
}
