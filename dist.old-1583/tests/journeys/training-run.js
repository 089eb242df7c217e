import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './build-command.js';
/** Process id of a worker's training process, from the marker in its store; undefined before there is one. */
export function trainingPid(store, { child }) {
    try {
        const marker = readFileSync(join(store, 'temporal', `worker-${child.pid}.json`), 'utf8');
        return JSON.parse(marker).trainingPid ?? undefined;
    }
    catch {
        return undefined;
    }
}
/** Those of the only run of a store. A pruned checkpoint, an empty folder, is in neither list. */
export function checkpointSteps(store) {
    const whole = [];
    const begun = [];
    const [run] = namesIn(join(store, 'runs'));
    const folder = join(store, 'runs', run ?? '', 'checkpoints');
    for (const name of run === undefined ? [] : namesIn(folder)) {
        const files = namesIn(join(folder, name));
        if (files.includes('checkpoint.json'))
            whole.push(Number(name));
        else if (files.includes('weights.safetensors'))
            begun.push(Number(name));
    }
    return { whole, begun };
}
/** A run's result to the last bit: digests of its last checkpoint's tensors and of its reports. */
export function runDigests(store, run, steps) {
    const folder = join(store, 'runs', run);
    const last = join('checkpoints', String(steps).padStart(8, '0'));
    const files = [join(last, 'weights.safetensors'), join(last, 'optimizer.safetensors'), 'metrics.jsonl'];
    const digest = (file) => createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex');
    return Object.fromEntries(files.map((file) => [file, digest(file)]));
}
/**
 * Stops the training process of a command (SIGSTOP) where `ready` holds, and still holds once it stands still, so that
 * what is done to it then meets what it is meant for. Undefined where the command ended first. Linux only.
 */
export async function freezeTrainingWhen(store, running, ready) {
    while (running.child.exitCode === null && running.child.signalCode === null) {
        const pid = ready(checkpointSteps(store)) ? trainingPid(store, running) : undefined;
        if (pid !== undefined && (await stopped(pid))) {
            const steps = checkpointSteps(store);
            if (ready(steps))
                return { pid, steps };
            process.kill(pid, 'SIGCONT');
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return undefined;
}
/** Stops a process; false where it is not there. */
async function stopped(pid) {
    try {
        process.kill(pid, 'SIGSTOP');
    }
    catch {
        return false;
    }
    while (isAlive(pid)) {
        if (stateOf(pid) === 'T')
            return true;
        await new Promise((resolve) => setImmediate(resolve));
    }
    return false;
}
/** The letter by which the kernel names a process's state; '' where it has ended meanwhile. */
function stateOf(pid) {
    try {
        return /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
    }
    catch {
        return '';
    }
}
function namesIn(folder) {
    return existsSync(folder) ? readdirSync(folder) : [];
}
//# sourceMappingURL=training-run.js.map