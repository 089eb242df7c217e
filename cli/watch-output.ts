import { MillraceError } from '../core/errors.ts';
import { errorText } from './error-text.ts';
import { exitCode } from './exit-code.ts';

let ended: 'unread' | 'failed' | undefined;

/**
 * Lets a command go on, unseen, where nobody reads its stdout: its exit code says how its work ended. Where stdout fails
 * otherwise the command fails with `output-failed`, once its work has ended. What stderr does not take is lost.
 */
export function watchOutput(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (ended !== undefined) return;
    ended = error.code === 'EPIPE' ? 'unread' : 'failed';
    if (ended === 'unread') return;
    process.stderr.write(`${errorText(outputError(error), false)}\n`);
    process.once('exit', (code) => {
      if (code === exitCode.ok) process.exitCode = exitCode.failed;
    });
  });
}

/** What has become of stdout: its reader is gone (`unread`), it `failed` otherwise, or it takes what is written. */
export function endOfOutput(): 'unread' | 'failed' | undefined {
  return ended;
}

function outputError(cause: NodeJS.ErrnoException): MillraceError {
  const found = cause.code === 'ENOSPC' ? 'no space on its disk' : (cause.code ?? cause.message);
  return new MillraceError('output-failed', `expected to write what the command prints, found ${found}`, {
    at: 'stdout',
    hint: 'what it prints is cut short: send it to another place and run the same command again',
    cause,
  });
}
