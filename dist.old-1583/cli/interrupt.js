import { exitCode } from './exit-code.js';
/**
 * A signal that is aborted by the first Ctrl-C or SIGTERM, so that work can end well; the second one ends the process
 * at once. `release` gives the process its usual signals back.
 */
export function onInterrupt() {
    const controller = new AbortController();
    const interrupt = () => {
        if (controller.signal.aborted)
            process.exit(exitCode.interrupted);
        controller.abort();
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    return {
        signal: controller.signal,
        release: () => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
    };
}
//# sourceMappingURL=interrupt.js.map