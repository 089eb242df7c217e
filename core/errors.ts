/** What a caller can do about an error; the command line turns it into an exit code. */
export type ErrorKind = 'failed' | 'usage';

/**
 * An error whose message a person can act on: what was expected, what was found, where, and what to do now.
 * `code` is stable and in kebab-case. Never holds a document's text: messages reach histories and logs.
 */
export class MillraceError extends Error {
  override readonly name: string = 'MillraceError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly at: string | undefined;
  readonly hint: string | undefined;

  constructor(
    code: string,
    message: string,
    more: { kind?: ErrorKind; at?: string; hint?: string; cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.code = code;
    this.kind = more.kind ?? 'failed';
    this.at = more.at;
    this.hint = more.hint;
  }
}

/** An error as data: class and fields do not survive the way between threads and processes. */
export interface ErrorData {
  readonly code: string;
  readonly message: string;
  readonly kind: ErrorKind;
  readonly at: string | undefined;
  readonly hint: string | undefined;
}

/** A full disk may be met by any file that is written: a log, a lock, the database. */
const diskFull: Omit<ErrorData, 'message'> = {
  code: 'disk-full',
  kind: 'failed',
  at: undefined,
  hint: 'Free some space and run the same command again: it goes on.',
};

export function errorToData(error: unknown): ErrorData {
  if (error instanceof MillraceError) {
    return { code: error.code, message: error.message, kind: error.kind, at: error.at, hint: error.hint };
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { ...diskFull, message: (error as Error).message };
  return {
    code: typeof code === 'string' ? code : 'unexpected',
    message: error instanceof Error ? error.message : String(error),
    kind: 'failed',
    at: undefined,
    hint: undefined,
  };
}

export function errorFromData(data: ErrorData): MillraceError {
  return new MillraceError(data.code, data.message, {
    kind: data.kind,
    ...(data.at === undefined ? {} : { at: data.at }),
    ...(data.hint === undefined ? {} : { hint: data.hint }),
  });
}
