import { errorToData } from '../core/errors.ts';
import { printable } from '../quality/printable.ts';

/**
 * An error for people: what is wrong and where in the first line, what to do now in the second.
 * An error that nobody foresaw also says how to see where it comes from.
 */
export function errorText(error: unknown, debug: boolean): string {
  const { code, message, at, hint } = errorToData(error);
  // Messages that also stand alone, as in a workflow's history, name the key themselves.
  const place = at === undefined || message.startsWith(`${at}: `) ? '' : `${at}: `;
  const lines = [printable(`error: ${place}${message} [${code}]`)];
  if (hint !== undefined) lines.push(printable(`  now: ${hint}`));
  if (debug && error instanceof Error) lines.push(error.stack ?? '');
  else if (code === 'unexpected') lines.push('  now: run it again with MILLRACE_DEBUG=1 to see where this comes from');
  return lines.join('\n');
}

/** An error as the JSON result of a command. */
export function errorResult(error: unknown): { readonly error: Record<string, string | null> } {
  const { code, message, kind, at, hint } = errorToData(error);
  return { error: { code, kind, message, at: at ?? null, hint: hint ?? null } };
}
