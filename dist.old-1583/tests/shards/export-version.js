import { canonicalJson } from '../../core/canonical-json.js';
import { commitVersion } from '../../shards/catalogue.js';
import { openDocumentWriter } from '../../shards/documents.js';
import { openImageWriter } from '../../shards/images.js';
import { openTokenWriter } from '../../shards/tokens.js';
import { sha256Hex } from '../../storage/digest.js';
import { sampleImages } from './sample-images.js';
import { sampleDocuments } from './sample-rows.js';
import { writeAll, writeSampleVersion } from './sample-version.js';
/** Ids that would leave the folder, end a key, or be no name of a file. */
export const hostileIds = [
    ...['../../evil', '/etc/evil', 'a.b/c', 'a\\b', '..', '.', '', '-rf', 'a\0b', 'C:\\x', '~', '%2e%2e', '中文 😀'],
    ...['x'.repeat(80), 'x'.repeat(81), `${'x'.repeat(81)}y`, 'A', 'a', '.partial', 'a b', 'a~2Fb', 'a/b'],
];
const named = (rows) => rows.map((row, index) => ({ ...row, ...idAt(index) }));
const idAt = (index) => (hostileIds[index] === undefined ? {} : { id: hostileIds[index] });
/** Commits a version of images: two shards to train on, one held out. The hostile ids are among those of train. */
export async function writeImageVersion(storage) {
    const draft = await writeSampleVersion(storage, 'pictures', 40);
    const images = named(sampleImages(60));
    const shard = async (rows, split) => ({
        ...(await writeAll(openImageWriter(storage, 'pictures'), rows)),
        ...{ content: 'images', split },
    });
    const shards = [
        await shard(images.slice(0, 30), 'train'),
        await shard(images.slice(50), 'holdout'),
        await shard(images.slice(30, 50), 'train'),
    ];
    const stored = await commitVersion(storage, { ...draft, kind: 'image', tokens: 0, packing: null, shards });
    return { stored, train: images.slice(0, 50), holdout: images.slice(50) };
}
/** Commits a version of documents, and of sequences of 8 tokens out of `vocabulary`. */
export async function writeTextVersion(storage, vocabulary = 300) {
    const draft = await writeSampleVersion(storage, 'texts', 40);
    const documents = named(sampleDocuments(60));
    const sequences = Array.from({ length: 300 }, (_, row) => ({
        tokens: Array.from({ length: 8 }, (_, place) => (row * 7919 + place) % vocabulary),
        ...{ used: 1 + (row % 8), starts: [0], documents: [`document-${row}`] },
    }));
    const [train, holdout] = [documents.slice(0, 50), documents.slice(50)];
    const tokens = await writeAll(openTokenWriter(storage, 'texts', { length: 8, vocabulary }), sequences);
    const tokenizer = { file: `data/${sha256Hex('tokenizer')}.json`, sha256: sha256Hex('tokenizer'), vocabulary };
    const stored = await commitVersion(storage, {
        ...draft,
        lineage: { ...draft.lineage, tokenizer, recipeSha256: sha256Hex(canonicalJson({ vocabulary })) },
        shards: [
            { ...(await writeAll(openDocumentWriter(storage, 'texts'), train)), content: 'documents', split: 'train' },
            { ...(await writeAll(openDocumentWriter(storage, 'texts'), holdout)), content: 'documents', split: 'holdout' },
            { ...tokens, content: 'tokens', split: 'train', tokens: 5 },
        ],
    });
    return { stored, train, holdout, sequences };
}
//# sourceMappingURL=export-version.js.map