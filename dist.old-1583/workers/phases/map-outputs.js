/** Name of the phase that runs a segment's local stages. */
export function mapPhaseName(segment) {
    return `map-${segment}`;
}
/** File kind, among a map job's outputs, of the keys that a step compares. */
export function keysKind(step) {
    return `${step}.keys`;
}
/** File kind, among a map job's outputs, of the signatures that a step compares. */
export function signaturesKind(step) {
    return `${step}.signatures`;
}
/** File kind, among a map job's outputs, of the perceptual hashes that a step compares. */
export function hashesKind(step) {
    return `${step}.hashes`;
}
//# sourceMappingURL=map-outputs.js.map