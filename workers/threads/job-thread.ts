import { errorToData } from '../../core/errors.ts';
import type { JobSpec, ThreadAnswer } from '../hosts/protocol.ts';
import { openBuild } from '../phases/open-build.ts';
import { phaseNamed } from '../phases/phases.ts';
import { workKeys, writeJson } from '../planning/plan.ts';

/** `ordinal` is one shared Int32: the record in work, for the host to watch. */
export interface ThreadTask {
  readonly job: JobSpec;
  readonly ordinal: Int32Array;
}

/** Runs one job and, unless it is a probe, leaves its report: the marker that the job is done. */
export default async function runJob({ job, ordinal }: ThreadTask): Promise<ThreadAnswer> {
  const startMs = performance.now();
  const cpu = process.threadCpuUsage();
  try {
    const build = await openBuild(job.store, job.dataset, job.build);
    const phase = phaseNamed(build.plan, job.phase);
    const onRecord = (record: number): void => {
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
  } catch (error) {
    return { type: 'failed', error: errorToData(error) };
  }
}
