import { errorToData } from '../../core/errors.js';
import { openBuild } from '../phases/open-build.js';
import { phaseNamed } from '../phases/phases.js';
import { workKeys, writeJson } from '../planning/plan.js';
/** Runs one job and, unless it is a probe, leaves its report: the marker that the job is done. */
export default async function runJob({ job, ordinal }) {
    const startMs = performance.now();
    const cpu = process.threadCpuUsage();
    try {
        const build = await openBuild(job.store, job.dataset, job.build);
        const phase = phaseNamed(build.plan, job.phase);
        const onRecord = (record) => {
            Atomics.store(ordinal, 0, record);
        };
        const result = await phase.run(build, job.index, onRecord, job.probe);
        const used = process.threadCpuUsage(cpu);
        const report = {
            ...result,
            startedAtMs: performance.timeOrigin + startMs,
            seconds: (performance.now() - startMs) / 1000,
            cpuSeconds: (used.user + used.system) / 1e6,
        };
        if (job.probe === undefined) {
            await writeJson(build.storage, workKeys.report(build.folder, job.phase, job.index), report);
        }
        return { type: 'done', report };
    }
    catch (error) {
        return { type: 'failed', error: errorToData(error) };
    }
}
//# sourceMappingURL=job-thread.js.map