import { enFineweb } from './en-fineweb.ts';
import type { Preset, PresetStage } from './preset.ts';
import { zh } from './zh.ts';

/** Each document by the rules of its language, which the metadata column `language` names. */
export const zhEn: Preset = {
  name: 'zh-en',
  summary:
    'Chinese and English text, each document by its language: those whose metadata column `language` is zh by the rules of `zh`, all others by those of `en-fineweb`, which text of a third language does not pass.',
  citation: 'as of zh and en-fineweb',
  stages: [
    ...zh.stages.map((stage): PresetStage => ({ ...stage, when: { language: ['zh'] } })),
    ...enFineweb.stages.map((stage): PresetStage => ({ ...stage, when: { language: { not: ['zh'] } } })),
  ],
};
