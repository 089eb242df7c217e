import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { withDevice } from '../device.js';
import { exitCode } from '../exit-code.js';
import { onInterrupt } from '../interrupt.js';
import { positiveInteger } from '../parallelism.js';
import { runs, verb } from '../verb.js';
/** `eval RUN`: judges a finished run. */
export function evalVerb() {
    const command = verb('eval', 'Judge a training run: perplexity, or accuracy and F1 beside a baseline', [
        'eval RUN',
        'eval RUN --against naive-bayes --json',
    ])
        .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
        .addOption(new Option('--on <split>', 'split of its version').choices(['holdout', 'train']).default('holdout'))
        .addOption(new Option('--against <baseline>', 'judge a baseline on the same split too').choices(['naive-bayes']))
        .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
    return runs(withDevice(command), async ({ store, on, against, threads, device }, output, name = '') => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { findRun } = await import('../../training/runs/find-run.js');
        const { runTrainingJob } = await import('../../workers/training/training-child.js');
        const { evaluationLines } = await import('../build/training-summary.js');
        const storage = openStorage(store);
        const run = await findRun(storage, name);
        const { signal, release } = onInterrupt();
        try {
            const request = {
                store: storage.location,
                run,
                on,
                metrics: [],
                against: against ?? null,
                device: device ?? null,
            };
            const result = await runTrainingJob({ type: 'evaluate', threads, request }, signal, {
                onProgress: ({ note }) => note !== '' && output.line(note),
                onPage: () => undefined,
            });
            for (const line of evaluationLines([result]))
                output.line(line);
            await output.result({ ...result });
            return exitCode.ok;
        }
        finally {
            release();
        }
    });
}
//# sourceMappingURL=eval.js.map