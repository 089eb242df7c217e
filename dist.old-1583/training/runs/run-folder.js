import { MillraceError } from '../../core/errors.js';
/** Key of a run's folder in the store. Throws MillraceError `bad-run` (usage) for what cannot be a run's name. */
export function runFolder(run) {
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(run))
        return `runs/${run}`;
    throw new MillraceError('bad-run', `${JSON.stringify(run)} names no run`, {
        kind: 'usage',
        hint: 'letters, digits, ".", "_" and "-", as the folders under runs/ in the store are named',
    });
}
//# sourceMappingURL=run-folder.js.map