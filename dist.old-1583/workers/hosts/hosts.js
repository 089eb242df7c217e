import { errorFromData, MillraceError } from '../../core/errors.js';
import { findPoison } from './find-poison.js';
import { startHost } from './host.js';
const deathsBeforeIsolation = 2;
const startsBeforeGivingUp = 5;
export async function openHosts(options) {
    const { threads, memoryBytes, stallMs, onNote } = options;
    const hosts = new Array(options.hosts).fill(undefined);
    const waiting = [];
    let closed = false;
    let deadStarts = 0;
    let onPids = () => undefined;
    const pids = () => hosts.flatMap((host) => (host?.alive() ? [host.pid] : []));
    const wakeAll = () => {
        for (const wake of waiting.splice(0))
            wake();
    };
    const revive = async (slot) => {
        const host = await startHost(threads, memoryBytes, stallMs);
        if (closed)
            return host.kill();
        hosts[slot] = host;
        onPids(pids());
        wakeAll();
        void host.exited.then((how) => {
            hosts[slot] = undefined;
            if (closed)
                return;
            deadStarts++;
            onNote(`host ${host.pid} ended (${how.split('\n')[0]}); its jobs run again`);
            if (deadStarts < startsBeforeGivingUp)
                void revive(slot);
            else
                wakeAll();
        });
    };
    const attempt = async (job, signal, onOrdinal) => {
        for (;;) {
            if (signal.aborted)
                throw interrupted();
            const ready = hosts.filter((host) => host?.alive() === true && host.busy() < threads);
            const host = ready.sort((a, b) => a.busy() - b.busy())[0];
            if (host !== undefined) {
                const outcome = await host.run(job, signal, onOrdinal);
                if (outcome.type !== 'died')
                    deadStarts = 0;
                waiting.shift()?.();
                return outcome;
            }
            if (deadStarts >= startsBeforeGivingUp)
                throw hostsDie(deadStarts);
            await new Promise((resolve) => waiting.push(resolve));
        }
    };
    let isolation = Promise.resolve();
    const isolate = (job, signal) => {
        const turn = isolation.then(() => findPoison(job, signal, () => startHost(1, memoryBytes, stallMs), onNote));
        isolation = turn.catch(() => undefined);
        return turn;
    };
    await Promise.all(hosts.map((_, slot) => revive(slot)));
    return {
        pids,
        tellPids: (listener) => {
            onPids = listener;
            listener(pids());
        },
        run: async (job, signal, onOrdinal) => {
            for (let deaths = 0; deaths < deathsBeforeIsolation; deaths++) {
                if (signal.aborted)
                    throw interrupted();
                const outcome = await attempt(job, signal, onOrdinal);
                if (outcome.type === 'done')
                    return outcome.report;
                if (signal.aborted)
                    throw interrupted();
                if (outcome.type === 'failed')
                    throw errorFromData(outcome.error);
            }
            onNote(`${job.phase} ${job.index}: ended its host ${deathsBeforeIsolation} times; it runs alone`);
            return isolate(job, signal);
        },
        close: async () => {
            closed = true;
            const ends = hosts.flatMap((host) => (host === undefined ? [] : [host.exited]));
            for (const host of hosts)
                host?.kill();
            await Promise.all(ends);
        },
    };
}
function hostsDie(deaths) {
    return new MillraceError('hosts-die', `Expected a host that lives, found that ${deaths} ended one after another`, {
        hint: 'See the notes above for how they ended; --host-memory raises the limit of one host.',
    });
}
export function interrupted() {
    return new MillraceError('interrupted', 'Interrupted; the same command goes on from here');
}
//# sourceMappingURL=hosts.js.map