import { errorFromData, MillraceError } from '../../core/errors.js';
import { openBuild } from '../phases/open-build.js';
import { phaseNamed } from '../phases/phases.js';
import { addPoison } from '../phases/poison.js';
import { interrupted } from './hosts.js';
const deathsToConvict = 2;
/**
 * Runs a job alone in a host of one thread. Where it kills that host too, halves the records until one that does it
 * alone is found, stores it as poison, and runs the job again without it.
 *
 * Cost: about log₂(records) hosts for each such record. A kill from outside cannot convict a record: the one found must
 * end `deathsToConvict` hosts by itself.
 *
 * @throws {MillraceError} `job-kills-hosts` where no single record does it; the job's own error; `interrupted`
 */
export async function findPoison(job, signal, start, onNote) {
    const alone = openAlone(job, signal, start);
    try {
        for (;;) {
            const outcome = await alone.untilConvicted(undefined);
            if (outcome.type === 'done')
                return outcome.report;
            const build = await openBuild(job.store, job.dataset, job.build);
            if (!phaseNamed(build.plan, job.phase).probes)
                throw killsHosts(job, outcome.cause);
            const ordinal = await search(job, alone);
            const verdict = await alone.untilConvicted({ from: ordinal, to: ordinal + 1 });
            if (verdict.type === 'done')
                throw killsHosts(job, outcome.cause);
            await addPoison(build, job.phase, job.index, { ordinal, reason: `host-${verdict.cause}` });
            onNote(`${job.phase} ${job.index}: record ${ordinal} ends its host (${verdict.cause}); it is quarantined`);
        }
    }
    finally {
        alone.close();
    }
}
/** The first record that kills a host, by halving; a guess until it is convicted alone. */
async function search(job, alone) {
    const all = await alone.once({ from: 0, to: 0 });
    if (all.type === 'died')
        throw killsHosts(job, all.cause);
    let low = 0;
    let high = all.report.records;
    while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((await alone.once({ from: low, to: middle })).type === 'died')
            high = middle;
        else
            low = middle;
    }
    return low;
}
function openAlone(job, signal, start) {
    let host;
    const once = async (probe) => {
        if (signal.aborted)
            throw interrupted();
        if (host === undefined || !host.alive())
            host = await start();
        const spec = probe === undefined ? job : { ...job, probe };
        const outcome = await host.run(spec, signal, () => undefined);
        if (outcome.type === 'failed') {
            throw signal.aborted ? interrupted() : errorFromData(outcome.error);
        }
        return outcome;
    };
    return {
        once,
        untilConvicted: async (probe) => {
            for (let deaths = 1;; deaths++) {
                const outcome = await once(probe);
                if (outcome.type === 'done' || deaths === deathsToConvict)
                    return outcome;
            }
        },
        close: () => host?.kill(),
    };
}
function killsHosts(job, cause) {
    return new MillraceError('job-kills-hosts', `Expected ${job.phase} ${job.index} to run in a host, found that it ends each one (${cause}), and no single record does`, { at: `${job.phase} ${job.index}`, hint: 'Raise --host-memory, or lower limits.partitionBytes in the recipe.' });
}
//# sourceMappingURL=find-poison.js.map