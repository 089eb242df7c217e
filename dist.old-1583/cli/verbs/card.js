import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `card NAME[@V]`: a version's dataset card, and its description in Croissant. */
export function cardVerb() {
    const command = verb('card', "Write a version's dataset card (Markdown) and its Croissant description (JSON-LD)", [
        'card docs-en',
        'card docs-en --out .millrace/docs-en',
        'card docs-en@2 --json | jq .croissant',
    ])
        .argument('<name[@version]>', 'version to describe')
        .option('--out <folder>', 'folder for README.md and croissant.json; without it the card is printed');
    return runs(command, async ({ store, out }, output, reference = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readManifest } = await import('../../shards/catalogue.js');
        const { readme } = await import('../card/readme.js');
        const { croissant } = await import('../card/croissant.js');
        const stored = await readManifest(openStorage(store), reference);
        const card = { readme: readme(stored), croissant: croissant(stored) };
        if (out === undefined) {
            if (!output.json)
                for (const line of card.readme.trimEnd().split('\n'))
                    output.line(line);
            await output.result(card);
            return exitCode.ok;
        }
        const paths = { readme: join(out, 'README.md'), croissant: join(out, 'croissant.json') };
        await mkdir(out, { recursive: true });
        await writeFile(paths.readme, card.readme);
        await writeFile(paths.croissant, `${JSON.stringify(card.croissant, null, 2)}\n`);
        for (const path of [paths.readme, paths.croissant])
            output.line(`Wrote ${path}`);
        await output.result(paths);
        return exitCode.ok;
    });
}
//# sourceMappingURL=card.js.map