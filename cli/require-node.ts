import { MillraceError } from '../core/errors.ts';

/**
 * Throws MillraceError `node-too-old` where this Node.js is older than `wanted`, such as `>=22.15.0`. What it lacks would
 * fail later, and less clearly, when the code that needs it is loaded.
 */
export function requireNode(wanted: string): void {
  const { node } = process.versions;
  if (node.localeCompare(wanted.replace('>=', ''), 'en', { numeric: true }) >= 0) return;
  throw new MillraceError('node-too-old', `expected Node.js ${wanted}, found ${node}`, {
    hint: 'install a newer Node.js, or run it by npx, which finds the one in node_modules',
  });
}
