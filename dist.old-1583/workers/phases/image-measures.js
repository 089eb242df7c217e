import { openExactCounts } from '../../quality/exact-counts.js';
import { addImage, emptyMetrics } from '../../quality/record-metrics.js';
import { formatOf, signalsOf } from './image-signals.js';
/** @param duplicates how many records were merged into each image, by its id, over the whole build */
export function imageMeasures(duplicates) {
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
            if (signals.captionCharacters !== null)
                counts.captionCharacters.add(signals.captionCharacters);
            counts.duplicates.add(merged);
            if (label !== null)
                counts.labelCharacters.add([...label].length);
            return signals.captionCharacters ?? 0;
        },
    };
}
//# sourceMappingURL=image-measures.js.map