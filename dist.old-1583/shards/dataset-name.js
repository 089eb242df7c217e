import { MillraceError } from '../core/errors.js';
/** Folders that a store keeps beside its datasets. */
const reserved = new Set(['runs', 'temporal']);
/** True for a name that a dataset may have: letters, digits, `.`, `_` and `-`, at most 100, the first no mark. */
export function isDatasetName(name) {
    return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name) && !reserved.has(name);
}
/** Throws MillraceError `bad-reference` (usage) where the text names no dataset. */
export function parseReference(reference) {
    const [dataset = '', version, ...more] = reference.split('@');
    const number = Number(version);
    if (isDatasetName(dataset) && more.length === 0) {
        if (version === undefined || version === 'latest')
            return { dataset, version };
        if (/^[1-9]\d{0,7}$/.test(version))
            return { dataset, version: number };
    }
    throw new MillraceError('bad-reference', `${JSON.stringify(reference)} names no dataset`, {
        kind: 'usage',
        hint: 'write NAME, NAME@7 or NAME@latest',
    });
}
//# sourceMappingURL=dataset-name.js.map