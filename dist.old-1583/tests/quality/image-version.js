import { kept } from '../../core/fate.js';
import { ledgerOf } from '../../core/ledger.js';
import { judge } from '../../quality/judge.js';
import { metricRows } from '../../quality/metric-rows.js';
import { addImage, addMerged, emptyMetrics } from '../../quality/record-metrics.js';
import { summary } from '../../quality/summary.js';
import { commitVersion } from '../../shards/catalogue.js';
import { openFateWriter } from '../../shards/fates.js';
import { writeImageIndex } from '../../shards/image-index.js';
import { openImageWriter } from '../../shards/images.js';
import { writeMetrics } from '../../shards/metrics.js';
import { moveLatest } from '../../shards/move-latest.js';
import { writeThumbnails } from '../../shards/thumbnails.js';
import { tableOf, writeAll, writeSampleVersion } from '../shards/sample-version.js';
const dataset = 'photos';
/** An image of a version in a test: 100 × 80, its bytes no image's, its source its id with `.jpg`. */
export function image(id, more = {}) {
    return {
        ...{ id, source: `${id}.jpg`, image: new Uint8Array(50), width: 100, height: 80, format: 'jpeg' },
        ...{ label: null, caption: null, boxes: [], parent: null, metadata: {} },
        ...more,
        signals: {
            ...{ sharpness: 500, colourfulness: 40, mean: 120, entropy: 7 },
            ...{ captionCharacters: null, captionLanguage: null, textSimilarity: null },
            ...more.signals,
        },
    };
}
/** Writes a version's files, in two shards: `images` are kept, those with a parent are copies; `others` are not kept. */
export async function imageDraft(storage, images, others = [], thumbnails = []) {
    const { gates: _, gatesPassed: __, packing: ___, ...draft } = await writeSampleVersion(storage, dataset, 4);
    const originals = images.filter(({ parent }) => parent === null);
    const fates = [...originals.map(({ id, source }) => kept({ id, source, textHash: null })), ...others];
    const { reasons, ...records } = ledgerOf(fates);
    const metrics = emptyMetrics();
    for (const { id, width, height, format, label, image: bytes, signals } of originals) {
        const duplicates = others.filter(({ into }) => into === id).length;
        addImage(metrics, { signals: { ...signals, width, height }, format, bytes: bytes.length, label, duplicates });
    }
    for (const { similarity } of others)
        if (similarity !== null)
            addMerged(metrics, similarity);
    const shards = [];
    const middle = Math.ceil(images.length / 2);
    for (const part of [images.slice(0, middle), images.slice(middle)]) {
        const file = await writeAll(openImageWriter(storage, dataset), part);
        const copies = part.filter(({ parent }) => parent !== null).length;
        const index = await writeImageIndex(storage, dataset, file);
        shards.push({ ...file, content: 'images', split: 'train', index, ...(copies === 0 ? {} : { copies }) });
    }
    return {
        ...draft,
        kind: 'image',
        records,
        reasons: { ...reasons },
        tokens: 0,
        packing: null,
        shards,
        fates: [tableOf(await writeAll(openFateWriter(storage, dataset), fates))],
        metrics: [tableOf(await writeMetrics(storage, dataset, metricRows(metrics)))],
        thumbnails: tableOf(await writeThumbnails(storage, dataset, thumbnails)),
        summary: summary(metrics, { ...records, reasons }),
    };
}
/** Judges and commits a version, and moves `latest` where its gates passed, as a build does. */
export async function commitImages(storage, gates, draft) {
    const judgement = await judge(storage, draft, gates, null);
    const { manifest, sha256 } = await commitVersion(storage, { ...draft, ...judgement });
    if (manifest.gatesPassed)
        await moveLatest(storage, dataset, manifest.version, sha256);
    return manifest;
}
//# sourceMappingURL=image-version.js.map