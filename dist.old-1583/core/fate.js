/** What can become of an input record, in the order in which people read it. */
export const fateNames = ['kept', 'dropped', 'merged', 'quarantined'];
export function kept(record) {
    return { ...undecided(record), fate: 'kept' };
}
export function dropped(record, stage, reason, value, limit) {
    return { ...undecided(record), fate: 'dropped', stage, reason, value, limit };
}
/** `reason`: `duplicate`, or `in-version` where the twin is of an earlier version, and `into` then `NAME@V#id`. */
export function merged(record, stage, into, similarity, reason = 'duplicate') {
    return { ...undecided(record), fate: 'merged', stage, reason, into, similarity };
}
export function quarantined(record, stage, reason, value = null, limit = null) {
    return { ...undecided(record), fate: 'quarantined', stage, reason, value, limit };
}
function undecided({ id, source, textHash, evidence = null }) {
    const nothing = { stage: null, reason: null, value: null, limit: null, into: null, similarity: null };
    return { id, source, ...nothing, evidence, textHash };
}
//# sourceMappingURL=fate.js.map