import { code } from './code.js';
import { enFineweb } from './en-fineweb.js';
import { zh } from './zh.js';
import { zhEn } from './zh-en.js';
/** Every preset that a text recipe can name. Its order is the order of `docs/stages.md`. */
export const presets = [enFineweb, zh, zhEn, code];
//# sourceMappingURL=presets.js.map