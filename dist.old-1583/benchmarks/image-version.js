import { readJpegHeader } from '../pipelines/images/jpeg/jpeg-header.js';
import { commitVersion } from '../shards/catalogue.js';
import { writeImageIndex } from '../shards/image-index.js';
import { openImageWriter } from '../shards/images.js';
import { openInputWriter } from '../shards/inputs.js';
import { sha256Hex } from '../storage/digest.js';
/** Commits a version of JPEGs as one shard with its index: what a build of them writes, without fates and metrics. */
export async function writeImageVersion(storage, dataset, files) {
    const writer = await openImageWriter(storage, dataset);
    await writer.add(files.map(storedImage));
    const shard = await writer.finish();
    const inputWriter = await openInputWriter(storage, dataset);
    await inputWriter.add([{ path: 'none', bytes: 0, sha256: sha256Hex('') }]);
    const inputs = await inputWriter.finish();
    const index = await writeImageIndex(storage, dataset, shard);
    return await commitVersion(storage, {
        format: 'millrace-manifest/1',
        dataset,
        kind: 'image',
        lineage: {
            recipe: {},
            recipeSha256: sha256Hex(''),
            codeSha256: sha256Hex(''),
            inputs: { files: 0, bytes: 0, file: inputs.file, sha256: inputs.sha256 },
            tokenizer: null,
        },
        records: { in: files.length, kept: files.length, dropped: 0, merged: 0, quarantined: 0 },
        reasons: {},
        tokens: 0,
        packing: null,
        shards: [{ ...shard, content: 'images', split: 'train', index }],
        fates: [],
        metrics: [],
        summary: {},
        gates: [],
        gatesPassed: true,
    });
}
function storedImage(image, number) {
    const header = readJpegHeader(image);
    if (header === null)
        throw new Error(`picture ${number} is no baseline JPEG`);
    const unmeasured = { captionCharacters: null, captionLanguage: null, textSimilarity: null };
    return {
        id: `picture-${number}`,
        image,
        width: header.width,
        height: header.height,
        format: 'jpeg',
        label: null,
        caption: null,
        boxes: [],
        source: `${number}.jpg`,
        parent: null,
        metadata: {},
        signals: { sharpness: 0, colourfulness: 0, mean: 0, entropy: 0, ...unmeasured },
    };
}
//# sourceMappingURL=image-version.js.map