import { MillraceError } from '../../core/errors.ts';
import type { Model, TokenModel } from '../model.ts';
import { type LoraSettings, lora } from './lora.ts';
import { type PromptSettings, promptTuned } from './prompt.ts';

/** What a run trains in the place of its model's own weights. */
export type Tuning = { readonly lora: LoraSettings } | { readonly prompt: PromptSettings };

/** A model of text as it is tuned. Throws MillraceError `bad-lora`, `bad-prompt` (usage). */
export function tunedTokenModel(model: TokenModel, tuning: Tuning): TokenModel {
  return 'lora' in tuning ? lora(model, tuning.lora) : promptTuned(model, tuning.prompt);
}

/** A model that takes no prompt as it is tuned. Throws MillraceError `bad-lora`, `bad-prompt` (usage). */
export function adaptedModel<Any extends Model>(model: Any, tuning: Tuning): Any {
  if ('lora' in tuning) return lora(model, tuning.lora);
  throw new MillraceError('bad-prompt', 'expected a decoder for a prompt, found another model', {
    kind: 'usage',
    hint: 'tune: lora adapts models of every kind',
  });
}

/** Tokens that a tuned model reads before each text. */
export function promptTokens(tuning: Tuning | undefined): number {
  return tuning !== undefined && 'prompt' in tuning ? tuning.prompt.tokens : 0;
}
