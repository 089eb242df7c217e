import { type ExactCounts, openExactCounts } from '../../quality/exact-counts.ts';
import { addImage, emptyMetrics, type RecordMetrics } from '../../quality/record-metrics.ts';
import type { BuildImage } from '../../shards/image-records.ts';
import { formatOf, signalsOf } from './image-signals.ts';

/** What a write job measures of the images that it writes. */
export interface ImageMeasures {
  readonly metrics: RecordMetrics;
  readonly counts: ExactCounts;
  /** Measures an image; returns the code points of its caption. */
  readonly add: (image: BuildImage) => number;
}

/** @param duplicates how many records were merged into each image, by its id, over the whole build */
export function imageMeasures(duplicates: ReadonlyMap<string, number>): ImageMeasures {
  const metrics = emptyMetrics();
  const counts = openExactCounts();
  return {
    metrics,
    counts,
    add: (image) => {
      const { id, bytes, label } = image;
      const signals = signalsOf(image);
      const merged = duplicates.get(id) ?? 0;
      addImage(metrics, { signals, label, format: formatOf(image), bytes: bytes.length, duplicates: merged });
      counts.idCharacters.add([...id].length);
      counts.imageWidths.add(signals.width);
      if (signals.captionCharacters !== null) counts.captionCharacters.add(signals.captionCharacters);
      counts.duplicates.add(merged);
      if (label !== null) counts.labelCharacters.add([...label].length);
      return signals.captionCharacters ?? 0;
    },
  };
}
