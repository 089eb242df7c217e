import { MillraceError } from '../core/errors.js';
import { fateNames } from '../core/fate.js';
/** The columns of a fate, in every file that holds fates. */
export const fateColumns = {
    id: { type: 'utf8', bulk: true },
    source: { type: 'utf8', bulk: true },
    fate: { type: 'utf8' },
    stage: { type: 'utf8', nullable: true },
    reason: { type: 'utf8', nullable: true },
    value: { type: 'float64', nullable: true },
    limit: { type: 'float64', nullable: true },
    into: { type: 'utf8', nullable: true, bulk: true },
    similarity: { type: 'float64', nullable: true },
    evidence: { type: 'utf8', nullable: true, bulk: true },
    textHash: { type: 'utf8', nullable: true, bulk: true },
};
const names = new Set(fateNames);
/** A row of a file as a fate. Throws MillraceError `bad-file` for a fate with no such name. */
export function fateFromRow(row) {
    const { id, source, fate, stage, reason, value, limit, into, similarity, evidence, textHash } = row;
    return { id, source, fate: fateName(fate), stage, reason, value, limit, into, similarity, evidence, textHash };
}
/** Throws MillraceError `bad-file` where a file names no fate so. */
export function fateName(name) {
    if (names.has(name))
        return name;
    throw new MillraceError('bad-file', `${JSON.stringify(name)} is no fate`);
}
//# sourceMappingURL=fate-columns.js.map