import { MillraceError } from '../../core/errors.js';
import { openSourceFile } from '../../storage/source-file.js';
const mostBytes = 1 << 20;
/**
 * Of the files below a folder those that its format reads, in its order. `at` is the source's place in the recipe.
 *
 * @throws {MillraceError} (usage) `bad-source` where the recipe asks for what the folder has not
 */
export async function chosenFiles(files, folder, { reader, options, at }) {
    if (reader.choose === undefined)
        return [...files];
    const inside = new Map();
    for (const file of files) {
        if (file.path.startsWith(`${folder}/`))
            inside.set(file.path.slice(folder.length + 1), file);
    }
    if (inside.size !== files.length) {
        throw new MillraceError('bad-source', `expected the path of one folder for ${reader.format}, found a pattern`, {
            kind: 'usage',
            at: `${at}.path`,
        });
    }
    const chosen = await reader.choose({ names: [...inside.keys()].sort(), read: (name) => textOf(inside.get(name)) }, options);
    if ('names' in chosen)
        return chosen.names.flatMap((name) => inside.get(name) ?? []);
    throw new MillraceError('bad-source', `expected ${chosen.expected}, found ${chosen.found}`, {
        kind: 'usage',
        at: `${at}.${chosen.key}`,
    });
}
async function textOf(file) {
    if (file === undefined)
        return '';
    const opened = openSourceFile(file.path);
    try {
        return new TextDecoder().decode(await opened.range(0, Math.min(file.bytes, mostBytes)));
    }
    finally {
        await opened.close();
    }
}
//# sourceMappingURL=folder-inputs.js.map