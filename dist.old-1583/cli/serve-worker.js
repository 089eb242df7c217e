/** Takes part in the builds of a store, and shows what happens, until `signal` aborts. Rejects where the worker fails. */
export async function serveWorker(options, output) {
    const { storage, work, threads, hosts, hostMemory, signal } = options;
    const { runWorker } = await import('../workers/run-worker.js');
    const { openBuildDisplay } = await import('./build/build-display.js');
    const display = openBuildDisplay(output, () => performance.now());
    try {
        await runWorker({
            ...{ storage, work, threads, hosts, hostMemory, signal },
            env: process.env,
            onEvent: display.show,
        });
    }
    finally {
        display.close();
    }
}
//# sourceMappingURL=serve-worker.js.map