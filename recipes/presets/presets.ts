import { code } from './code.ts';
import { enFineweb } from './en-fineweb.ts';
import type { Preset } from './preset.ts';
import { zh } from './zh.ts';
import { zhEn } from './zh-en.ts';

/** Every preset that a text recipe can name. Its order is the order of `docs/stages.md`. */
export const presets: readonly Preset[] = [enFineweb, zh, zhEn, code];
