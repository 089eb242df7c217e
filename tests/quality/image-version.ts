import { type FateRow, kept } from '../../core/fate.ts';
import { ledgerOf } from '../../core/ledger.ts';
import type { Gate } from '../../quality/gate.ts';
import { judge, type Unjudged } from '../../quality/judge.ts';
import { metricRows } from '../../quality/metric-rows.ts';
import { addImage, addMerged, emptyMetrics } from '../../quality/record-metrics.ts';
import { summary } from '../../quality/summary.ts';
import { commitVersion } from '../../shards/catalogue.ts';
import { openFateWriter } from '../../shards/fates.ts';
import { writeImageIndex } from '../../shards/image-index.ts';
import { openImageWriter, type StoredImage } from '../../shards/images.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { writeMetrics } from '../../shards/metrics.ts';
import { moveLatest } from '../../shards/move-latest.ts';
import { type Thumbnail, writeThumbnails } from '../../shards/thumbnails.ts';
import type { Storage } from '../../storage/storage.ts';
import { tableOf, writeAll, writeSampleVersion } from '../shards/sample-version.ts';

const dataset = 'photos';

/** An image of a version in a test: 100 × 80, its bytes no image's, its source its id with `.jpg`. */
export function image(id: string, more: Partial<StoredImage> = {}): StoredImage {
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
export async function imageDraft(
  storage: Storage,
  images: readonly StoredImage[],
  others: readonly FateRow[] = [],
  thumbnails: readonly Thumbnail[] = [],
): Promise<Unjudged> {
  const { gates: _, gatesPassed: __, packing: ___, ...draft } = await writeSampleVersion(storage, dataset, 4);
  const originals = images.filter(({ parent }) => parent === null);
  const fates = [...originals.map(({ id, source }) => kept({ id, source, textHash: null })), ...others];
  const { reasons, ...records } = ledgerOf(fates);
  const metrics = emptyMetrics();
  for (const { id, width, height, format, label, image: bytes, signals } of originals) {
    const duplicates = others.filter(({ into }) => into === id).length;
    addImage(metrics, { signals: { ...signals, width, height }, format, bytes: bytes.length, label, duplicates });
  }
  for (const { similarity } of others) if (similarity !== null) addMerged(metrics, similarity);
  const shards: Manifest['shards'][number][] = [];
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
export async function commitImages(storage: Storage, gates: readonly Gate[], draft: Unjudged): Promise<Manifest> {
  const judgement = await judge(storage, draft, gates, null);
  const { manifest, sha256 } = await commitVersion(storage, { ...draft, ...judgement });
  if (manifest.gatesPassed) await moveLatest(storage, dataset, manifest.version, sha256);
  return manifest;
}
