import { printable } from '../quality/printable.ts';

/** A word as a shell reads it back. What could command a terminal is replaced, and then names nothing. */
export function shellWord(text: string): string {
  const safe = printable(text);
  return /^[\w./:@%+=-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
