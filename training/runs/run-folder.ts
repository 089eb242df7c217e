import { MillraceError } from '../../core/errors.ts';

/** Whether a name can be that of a run: other things than runs may lie beside them, under names that begin with a dot. */
export function isRunName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name);
}

/** Key of a run's folder in the store. Throws MillraceError `bad-run` (usage) for what cannot be a run's name. */
export function runFolder(run: string): string {
  if (isRunName(run)) return `runs/${run}`;
  throw new MillraceError('bad-run', `${JSON.stringify(run)} names no run`, {
    kind: 'usage',
    hint: 'letters, digits, ".", "_" and "-", as the folders under runs/ in the store are named',
  });
}
