import { CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { createProgram } from './program.ts';
import { printResult, reportError } from './report-error.ts';

/** Runs the command that the process was started with, and ends the process with its exit code. */
export async function runCommandLine(version: string): Promise<void> {
  // A reader that has seen enough, as in `millrace fates … | head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCode.ok);
    throw error;
  });
  try {
    await createProgram(version).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) refuse(error);
    else reportError(error);
  }
  // Connections that a command has given up may hold timers; they have no say in when or how the process ends.
  process.stdout.write('', () => process.exit());
}

/** Commander has printed help, the version or its refusal already. */
function refuse({ exitCode: code, message }: CommanderError): void {
  process.exitCode = code === 0 ? exitCode.ok : exitCode.usage;
  if (process.argv.includes('--json') && code !== 0) printResult({ error: { code: 'usage', kind: 'usage', message } });
}
