import { stat } from 'node:fs/promises';
import { byCodeUnit } from '../../core/code-unit-order.js';
import { MillraceError } from '../../core/errors.js';
import { readManifest } from '../../shards/catalogue.js';
import { openDocumentReader } from '../../shards/documents.js';
import { groupsOf } from '../../shards/row-file.js';
import { sha256Hex } from '../../storage/digest.js';
import { openStorage } from '../../storage/open-storage.js';
import { openDocuments } from '../corpus-texts.js';
/** Reads all documents of some inputs. Throws a usage error for inputs that are not there. */
export async function openInputDocuments(asked) {
    const { inputs, text, label, store } = asked;
    const [only = ''] = inputs;
    if (inputs.length === 1 && /^[^./]+(@(\d+|latest))?$/.test(only) && !(await isFile(only)))
        return { chunks: versionDocuments(store, only), passedOver: () => 0 };
    return await openDocuments(inputs, { id: 'id', text, ...(label === undefined ? {} : { label }) });
}
async function isFile(path) {
    return (await stat(path).catch(() => undefined))?.isFile() === true;
}
/** Augmented copies are left out. */
async function* versionDocuments(store, reference) {
    const storage = openStorage(store);
    const { manifest } = await readManifest(storage, reference);
    for (const { content, file } of manifest.shards)
        if (content === 'documents') {
            const groups = groupsOf(await openDocumentReader(storage, `${manifest.dataset}/${file}`));
            for await (const documents of groups)
                yield documents.filter(({ parent }) => parent === null);
        }
}
/**
 * Reads texts with labels into memory. Of recipes and versions the label is theirs, or the metadata column of that name.
 * Of equal texts the first by id stays, so that none is learned from and judged by. Throws a usage error `no-labels`.
 */
export async function readLabelledTexts(asked) {
    const corpus = await openInputDocuments(asked);
    const found = [];
    let unlabelled = 0;
    for await (const chunk of corpus.chunks) {
        for (const { id, text, label: own, metadata } of chunk) {
            const label = own ?? metadata[asked.label] ?? null;
            if (label === null)
                unlabelled++;
            else
                found.push({ id, text, label });
        }
    }
    found.sort((a, b) => byCodeUnit(a.id, b.id) || byCodeUnit(a.text, b.text) || byCodeUnit(a.label, b.label));
    const seen = new Set();
    const texts = found.filter(({ text }) => {
        const digest = sha256Hex(text);
        return !seen.has(digest) && seen.add(digest);
    });
    if (texts.length === 0)
        throw new MillraceError('no-labels', `expected texts with a label in ${JSON.stringify(asked.label)}, found none`, {
            kind: 'usage',
            hint: 'name the column with --label; of text files, --label folder takes the name of their folder',
        });
    return { texts, unlabelled, duplicates: found.length - texts.length, passedOver: corpus.passedOver() };
}
//# sourceMappingURL=input-documents.js.map