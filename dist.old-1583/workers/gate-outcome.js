import { isAbove } from '../quality/drift.js';
import { gateText } from '../quality/gate-text.js';
import { holdsBack } from '../quality/gates.js';
/** Between 0.1 and 0.25 the population stability index is read as a moderate shift, if it is no noise (Siddiqi 2006). */
export const driftedAbovePsi = 0.2;
/** What a build's result tells of its gates and its drift. */
export function gateOutcome({ gates, drift, }) {
    const errors = gates.filter(holdsBack);
    return {
        failedGates: errors.map(({ metric }) => metric),
        gateReason: errors[0] === undefined ? null : gateText(errors[0]),
        warnings: gates.filter((gate) => !gate.passed && !holdsBack(gate)).map(({ metric }) => metric),
        drifted: Object.entries(drift?.metrics ?? {}).flatMap(([name, distance]) => isAbove(distance, driftedAbovePsi) ? [name] : []),
    };
}
//# sourceMappingURL=gate-outcome.js.map