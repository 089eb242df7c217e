import { exitCode } from '../exit-code.js';
import { onInterrupt } from '../interrupt.js';
/**
 * Shows long work while it lasts, then lets `tell` say what came of it and give the exit code. Ctrl-C ends the work,
 * resumable by `again`, with the code for that.
 */
export async function withBuildDisplay(output, work, tell, again = 'the same command') {
    const { openBuildDisplay } = await import('./build-display.js');
    const { signal, release } = onInterrupt();
    const display = openBuildDisplay(output, () => performance.now());
    try {
        const outcome = await work({ onEvent: display.show, signal });
        display.close();
        return await tell(outcome);
    }
    catch (error) {
        display.close();
        if (!signal.aborted)
            throw error;
        output.line(`Interrupted. Nothing is lost: ${again} resumes it.`);
        await output.result({ error: { code: 'interrupted', message: `interrupted; ${again} resumes` } });
        return exitCode.interrupted;
    }
    finally {
        release();
    }
}
//# sourceMappingURL=with-display.js.map