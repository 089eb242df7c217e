import { readFile } from 'node:fs/promises';
import { canonicalJson } from '../../core/canonical-json.js';
import { MillraceError } from '../../core/errors.js';
import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `why NAME[@V]`: what became of one record, with the evidence. */
export function whyVerb() {
    const command = verb('why', 'Explain what became of one record', [
        'why docs-en --id 4f2a91',
        `why docs-en --text 'The whole text of a record, or a part of a kept one'`,
        'why photographs --file photographs/0412.jpg',
    ])
        .argument('<name[@version]>', 'version to ask')
        .option('--id <id>', 'id of the record, or the beginning of it')
        .option('--text <text>', 'text of the record, or a part of a kept one')
        .option('--file <path>', 'the image as a file, with the bytes that it was read with');
    return runs(command, async ({ store, ...asked }, output, reference = '') => {
        const query = await queryOf(asked);
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readManifest } = await import('../../shards/catalogue.js');
        const { explain } = await import('../../quality/why.js');
        const { printable, shorten } = await import('../../quality/printable.js');
        const { sentence } = await import('../../quality/sentence.js');
        const storage = openStorage(store);
        const { manifest } = await readManifest(storage, reference);
        const found = await explain(storage, manifest, query);
        output.line(`${found.id}  ${found.source}`);
        output.line(`  ${sentence(found, found)}`);
        for (const [stage, noted] of Object.entries(found.evidence))
            output.line(`  ${stage}: ${shorten(printable(canonicalJson(noted)), 300)}`);
        for (const source of found.sources.slice(1))
            output.line(`  also at ${source}`);
        for (const source of found.sameId)
            output.line(`  same id at ${source}, dropped`);
        await output.result(found);
        return exitCode.ok;
    });
}
async function queryOf({ id, text, file }) {
    if ([id, text, file].filter((each) => each !== undefined).length !== 1)
        throw new MillraceError('record-unnamed', 'expected one of --id, --text and --file', {
            kind: 'usage',
            hint: 'npx millrace fates NAME lists the ids',
        });
    if (id !== undefined)
        return { id };
    const { bytesHash, textHash } = await import('../../workers/phases/text-hash.js');
    if (text !== undefined)
        return { text, textHash: textHash(text) };
    const path = file ?? '';
    const bytes = await readFile(path).catch((error) => {
        throw new MillraceError('file-unreadable', `expected an image file, found none that can be read (${error.code})`, {
            kind: 'usage',
            at: path,
        });
    });
    return { file: path, textHash: bytesHash(bytes) };
}
//# sourceMappingURL=why.js.map