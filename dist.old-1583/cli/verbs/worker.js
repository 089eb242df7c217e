import { Option } from 'commander';
import { exitCode } from '../exit-code.js';
import { onInterrupt } from '../interrupt.js';
import { withParallelism } from '../parallelism.js';
import { serveWorker } from '../serve-worker.js';
import { runs, verb } from '../verb.js';
/** `worker`: takes part in the builds of a store until Ctrl-C. */
export function workerVerb() {
    const command = verb('worker', 'Take part in the builds of a store, on this or another machine, until Ctrl-C', [
        'worker --threads 8',
        'TEMPORAL_ADDRESS=temporal:7233 npx millrace worker --store /shared/store --hosts 2',
        'TEMPORAL_ADDRESS=temporal:7233 npx millrace worker --store /shared/store --work train',
    ]).addOption(new Option('--work <kind>', 'what it takes part in: on a machine with a GPU, perhaps training alone')
        .choices(['build', 'train', 'all'])
        .default('all'));
    return runs(withParallelism(command), async (options, output) => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { signal, release } = onInterrupt();
        output.line('Ctrl-C ends it; what it was at is done again by another worker.');
        try {
            await serveWorker({ ...options, storage: openStorage(options.store), signal }, output);
            return exitCode.ok;
        }
        finally {
            release();
        }
    });
}
//# sourceMappingURL=worker.js.map