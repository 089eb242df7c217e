import { recipeChat } from '../../pipelines/chat/recipe-chat.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Backend } from '../backend/backend.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import { openRunGeneration } from '../generation/open-run-generation.ts';
import { writeTexts } from '../generation/write-texts.ts';
import type { RunConfig } from '../run-config.ts';
import type { SampleSettings } from '../run-settings.ts';

/** A text that a run wrote on from a prompt. `ended`: by a token or mark that ends it, not for its length. */
export interface SampleText {
  readonly prompt: string;
  readonly text: string;
  readonly ended: boolean;
}

/** Most texts that are generated side by side. */
const mostSlots = 8;

/**
 * Texts by weights of a run, for each prompt `each` of them, by seeds from the run's on. What a run of the objective
 * `instruct` reads is the prompt as a user's message, by the template of its version where that is in the recipe.
 * Throws MillraceError `not-generating` (usage).
 */
export async function sampleTexts(
  {
    storage,
    backend,
    version,
  }: { readonly storage: Storage; readonly backend: Backend; readonly version: StoredManifest },
  config: RunConfig,
  checkpoint: CheckpointChoice,
  { prompts, each, tokens, temperature }: SampleSettings,
): Promise<readonly SampleText[]> {
  const { objective, seed } = config.settings;
  const chat = objective.name === 'instruct' ? recipeChat(version.manifest.lineage.recipe) : undefined;
  const wanted = prompts.flatMap((prompt) => Array.from({ length: each }, (_, index) => ({ prompt, index })));
  const slots = Math.min(mostSlots, wanted.length);
  const ends = chat === undefined || chat.end === '' ? [] : [chat.end];
  const { decoder, generator, promptIds } = await openRunGeneration({ storage, backend }, config, {
    ...{ checkpoint, slots, ends },
  });
  const room = Math.max(1, decoder.positions - 1);
  const requests = wanted.map(({ prompt, index }) => {
    const shown = chat === undefined ? prompt : chat.template.prompt([{ role: 'user', content: prompt }]);
    return {
      ...{ prompt: promptIds(shown).slice(-room), maxTokens: tokens, stop: ends },
      ...{ topK: 0, topP: 1, temperature, seed: (seed + index) >>> 0 },
    };
  });
  try {
    const written = await writeTexts(generator, requests);
    return written.map(({ text, reason }, place) => {
      return { prompt: wanted[place]?.prompt ?? '', text, ended: reason === 'stop' };
    });
  } finally {
    decoder.close();
  }
}
