import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
/**
 * Kills one of a build's hosts with SIGKILL once a third of its first phase's jobs are done.
 * Gives the host's process id; undefined where the build was over before.
 */
export async function killHostMidway(store, build, partitions) {
    while (build.exitCode === null) {
        const done = finishedJobs(store);
        const host = hostPids(store)[0];
        if (host !== undefined && done >= partitions / 3 && done < partitions) {
            process.kill(host, 'SIGKILL');
            return host;
        }
        await pause(20);
    }
    return undefined;
}
/**
 * Kills a training process with SIGKILL once the checkpoint of half its steps is written, a moment into the steps after
 * it. Gives the process's id; undefined where the training was over before.
 */
export async function killTrainingMidway(store, training, run, steps) {
    while (training.exitCode === null) {
        const pid = trainingPid(store);
        const newest = checkpointSteps(store, run).at(-1) ?? 0;
        if (newest >= steps)
            return undefined;
        if (pid !== undefined && newest >= steps / 2) {
            await pause(300);
            process.kill(pid, 'SIGKILL');
            return pid;
        }
        await pause(20);
    }
    return undefined;
}
/** Steps of the whole checkpoints of the runs whose name begins with `run`. */
function checkpointSteps(store, run) {
    const runs = namesIn(join(store, 'runs')).filter((name) => name.startsWith(run));
    return runs.flatMap((name) => {
        const folder = join(store, 'runs', name, 'checkpoints');
        return namesIn(folder)
            .filter((step) => namesIn(join(folder, step)).includes('checkpoint.json'))
            .map(Number)
            .sort((a, b) => a - b);
    });
}
function pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
function hostPids(store) {
    return workerMarkers(store).flatMap((marker) => marker.hostPids);
}
function trainingPid(store) {
    return workerMarkers(store).find((marker) => marker.trainingPid !== null)?.trainingPid ?? undefined;
}
/** What the live workers of a store say of their processes. */
function workerMarkers(store) {
    const folder = join(store, 'temporal');
    return namesIn(folder)
        .filter((name) => /^worker-\d+\.json$/.test(name))
        .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
/** Reports of the first phase's jobs in the only build of a store. */
function finishedJobs(store) {
    for (const dataset of namesIn(store)) {
        for (const build of namesIn(join(store, dataset, 'work'))) {
            const reports = namesIn(join(store, dataset, 'work', build, 'map-0'));
            if (reports.length > 0)
                return reports.filter((name) => /^\d+\.json$/.test(name)).length;
        }
    }
    return 0;
}
function namesIn(folder) {
    try {
        return readdirSync(folder);
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=kill-midway.js.map