import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.js';
import { theText } from '../../pipelines/tokenizers/template.js';
import { reserveTokens } from '../../pipelines/tokenizers/tokenizer.js';
import { workKeys } from '../planning/plan.js';
export const trainTokenizerPhaseName = 'train-tokenizer';
/** The `tokenizer.json` of a build: the file that its recipe names, or the one that the build trained; null without either. */
export async function readBuildTokenizer(build) {
    const { tokenizer } = build.plan.recipe;
    if (tokenizer === null)
        return null;
    if ('file' in tokenizer)
        return readFile(resolve(build.plan.recipeFolder, tokenizer.file));
    return build.storage.get(workKeys.output(build.folder, trainTokenizerPhaseName, 0, 'tokenizer.json'));
}
let opened;
/** Opens a build's tokenizer; the last one stays open, since every job of a thread asks for it. */
export function openBuildTokenizer(build) {
    const folder = `${build.storage.location}\0${build.folder}`;
    if (opened?.folder !== folder)
        opened = { folder, tokenizer: open(build) };
    return opened.tokenizer;
}
async function open(build) {
    const bytes = await readBuildTokenizer(build);
    if (bytes === null)
        return null;
    const tokenizer = openTokenizer(new TextDecoder().decode(bytes));
    const asked = build.plan.recipe.tokenizer;
    const asksTemplate = asked !== null && 'file' in asked && asked.template === true;
    const template = asksTemplate ? tokenizer.template : [theText];
    const { endOfText } = tokenizer;
    const ends = template[template.length - 1] !== theText;
    return {
        tokenizer,
        separator: ends ? null : (endOfText ?? null),
        padding: endOfText ?? paddingNames.map(tokenizer.idOf).find((id) => id !== undefined) ?? 0,
        append: (text, buffer) => {
            for (const piece of template) {
                if (piece === theText)
                    tokenizer.append(text, buffer);
                else
                    reserveTokens(buffer, 1)[buffer.length++] = piece;
            }
        },
    };
}
const paddingNames = ['<pad>', '[PAD]', '<|pad|>'];
//# sourceMappingURL=tokenizer.js.map