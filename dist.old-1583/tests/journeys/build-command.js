import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
const millrace = fileURLToPath(new URL('dist/cli/main.js', packageRoot));
export function startMillrace(words, env = process.env) {
    const child = spawn(process.execPath, [millrace, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (piece) => {
        stdout += piece;
    });
    child.stderr.setEncoding('utf8').on('data', (piece) => {
        stderr += piece;
    });
    const ended = new Promise((resolve) => {
        child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
    return { child, ended };
}
export function millraceOutput(words, env) {
    return startMillrace(words, env).ended;
}
/** SHA-256 of every file of a dataset that a version names, and of the versions themselves, by path. */
export function fileDigests(store, dataset) {
    const digests = {};
    for (const folder of ['data', 'fates', 'metrics', 'versions']) {
        for (const name of readdirSync(join(store, dataset, folder)).sort()) {
            const bytes = readFileSync(join(store, dataset, folder, name));
            digests[`${folder}/${name}`] = createHash('sha256').update(bytes).digest('hex');
        }
    }
    return digests;
}
/** Waits until `jobs` jobs of a phase have left their reports, or the command is over; true where it still runs. */
export async function untilJobsDone(store, dataset, phase, jobs, { child }) {
    while (child.exitCode === null && child.signalCode === null) {
        if (finishedJobs(store, dataset, phase) >= jobs)
            return true;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
}
export function finishedJobs(store, dataset, phase) {
    return namesIn(join(store, dataset, 'work'))
        .flatMap((build) => namesIn(join(store, dataset, 'work', build, phase)))
        .filter((name) => /^\d+\.json$/.test(name)).length;
}
/** Process ids of a worker's hosts, from the marker that it leaves in its store. */
export function hostPids(store, worker) {
    const marker = readFileSync(join(store, 'temporal', `worker-${worker}.json`), 'utf8');
    return JSON.parse(marker).hostPids;
}
export function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    }
    catch {
        return false;
    }
}
function namesIn(folder) {
    try {
        return readdirSync(folder);
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=build-command.js.map