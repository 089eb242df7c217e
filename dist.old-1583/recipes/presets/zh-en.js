import { languagesOf } from '../../core/language-code.js';
import { enFineweb } from './en-fineweb.js';
import { zh } from './zh.js';
/** What `language: { keep: [zh] }` keeps. */
const chinese = languagesOf('zh');
/** Each document by the rules of its language, which the stage `language` notes in the metadata column of that name. */
export const zhEn = {
    name: 'zh-en',
    summary: 'Chinese and English text, each document by its language: `language` drops all others, Chinese ones go by the rules of `zh`, English ones by those of `en-fineweb`. With `override: { language: false }` the metadata column `language` of the source counts.',
    citation: 'as of language, zh and en-fineweb',
    stages: [
        { stage: 'language', parameters: { keep: ['zh', 'en'] } },
        ...zh.stages.map((stage) => ({ ...stage, when: { language: chinese } })),
        ...enFineweb.stages.map((stage) => ({ ...stage, when: { language: { not: chinese } } })),
    ],
};
//# sourceMappingURL=zh-en.js.map