import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { printResult, reportError } from './report-error.ts';
import { watchOutput } from './watch-output.ts';

/** Runs the command that the process was started with, and ends the process with its exit code. */
export async function runCommandLine(version: string): Promise<void> {
  watchOutput();
  try {
    await createProgram(version).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) refuse(error);
    else reportError(error);
  }
  // Connections that a command has given up may hold timers; they have no say in when or how the process ends.
  // An error of the last write is told before the callback of the next turn.
  process.stdout.write('', () => setImmediate(() => process.exit()));
}

/** Commander has printed help, the version or its refusal already. */
function refuse({ exitCode: code, message }: CommanderError): void {
  process.exitCode = code === 0 ? exitCode.ok : exitCode.usage;
  if (process.argv.includes('--json') && code !== 0) printResult({ error: { code: 'usage', kind: 'usage', message } });
}
