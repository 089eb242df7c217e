/** The verdict of a document that passes. */
export const keep = { keep: true };
/** The verdict of a document that fails: `reason` in kebab-case, or the published rule's own word. */
export function drop(reason, value = null, limit = null, evidence) {
    return { keep: false, reason, value, limit, ...(evidence === undefined ? {} : { evidence }) };
}
//# sourceMappingURL=verdict.js.map