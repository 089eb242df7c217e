import { documentSuspects } from './document-suspects.js';
import { driftSuspects } from './drift-suspects.js';
import { fateSuspects } from './fate-suspects.js';
import { sideOf } from './gates.js';
import { imageSuspects } from './image-suspects.js';
import { probedSuspects } from './probed-suspects.js';
/** Which records made a gate fail; null where none did more than others. */
export function suspectsOf(result, evidence, finding) {
    if (finding !== undefined)
        return columnSuspects(finding);
    const drift = driftSuspects(result, evidence);
    if (drift !== undefined)
        return drift;
    const side = sideOf(result);
    if (side === null)
        return null;
    const { metric } = result;
    return (fateSuspects(metric, side, evidence) ??
        imageSuspects(metric, side, evidence) ??
        documentSuspects(metric, side, evidence) ??
        probedSuspects(metric, side, evidence) ??
        null);
}
function columnSuspects({ column, breaks }) {
    const isBroken = breaks();
    return {
        from: 'documents',
        columns: [column.stored],
        blame: (row) => {
            if (!isBroken(row))
                return undefined;
            return { weight: 0, value: column.stored === 'text' || column.stored === 'caption' ? null : column.read(row) };
        },
    };
}
//# sourceMappingURL=suspects.js.map