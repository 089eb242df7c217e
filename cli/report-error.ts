import { errorResult, errorText } from './error-text.ts';
import { exitCodeOf } from './exit-code.ts';

/** Prints what ended a command, for people and with `--json` also as its result, and sets the process's exit code. */
export function reportError(error: unknown): void {
  process.stderr.write(`${errorText(error, process.env['MILLRACE_DEBUG'] === '1')}\n`);
  if (process.argv.includes('--json')) printResult(errorResult(error));
  process.exitCode = exitCodeOf(error);
}

/** One line of JSON on standard output. */
export function printResult(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
