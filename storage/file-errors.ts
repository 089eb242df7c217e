import { formatByteSize } from '../core/byte-size.ts';
import { MillraceError } from '../core/errors.ts';

/** The `code` that Node puts on an error of the operating system, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The error of a failed write as a person needs it: what could not be written, where, and what to do. */
export function writeError(error: unknown, path: string, bytes: number): unknown {
  const size = formatByteSize(bytes);
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new MillraceError('disk-full', `no space to write ${size}; nothing was left half written`, {
        at: path,
        hint: 'free some space (`millrace gc` removes leftovers) or choose another place with --store, then run it again',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new MillraceError('not-writable', 'not allowed to write here', {
        at: path,
        hint: 'make the folder writable for this user, or choose another place with --store',
        cause: error,
      });
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
      return new MillraceError('not-writable', 'a file and a folder have the same name', { at: path, cause: error });
    default:
      return error;
  }
}

/** The error of a failed read: MillraceError `not-found` for what is not there. */
export function readError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') {
    return new MillraceError('not-found', 'there is no such value', { at: path, cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new MillraceError('not-readable', 'not allowed to read', {
      at: path,
      hint: 'make it readable for this user',
      cause: error,
    });
  }
  return error;
}
