import type { BuildEvent } from '../../workers/build.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';

/** What long work is given: where it tells of itself, and when to stop. */
export interface Shown {
  readonly onEvent: (event: BuildEvent) => void;
  readonly signal: AbortSignal;
}

/**
 * Shows long work while it lasts, then lets `tell` say what came of it and give the exit code. Ctrl-C ends the work,
 * resumable by `again`, with the code for that.
 */
export async function withBuildDisplay<Outcome>(
  output: Output,
  work: (shown: Shown) => Promise<Outcome>,
  tell: (outcome: Outcome) => Promise<number>,
  again = 'the same command',
): Promise<number> {
  const { openBuildDisplay } = await import('./build-display.ts');
  const { signal, release } = onInterrupt();
  const display = openBuildDisplay(output, () => performance.now());
  try {
    const outcome = await work({ onEvent: display.show, signal });
    display.close();
    return await tell(outcome);
  } catch (error) {
    display.close();
    if (!signal.aborted) throw error;
    output.line(`Interrupted. Nothing is lost: ${again} resumes it.`);
    await output.result({ error: { code: 'interrupted', message: `interrupted; ${again} resumes` } });
    return exitCode.interrupted;
  } finally {
    release();
  }
}
