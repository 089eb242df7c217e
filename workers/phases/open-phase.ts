import { nameJobs } from './job-names.ts';
import type { OpenBuild } from './open-build.ts';
import { phasesOf } from './phases.ts';
import { reuseJobs } from './reuse-jobs.ts';

/**
 * Counts a phase's jobs once all earlier phases are done, and takes over those that another build of the dataset has done
 * already: these have a report then, and run no more. Safe to repeat.
 */
export async function openPhase(build: OpenBuild, name: string): Promise<number> {
  const phases = phasesOf(build.plan);
  const place = phases.findIndex((phase) => phase.name === name);
  const phase = phases[place];
  if (phase === undefined) throw new RangeError(`Expected a phase of ${build.plan.dataset}, found ${name}`);
  const jobs = await phase.count(build);
  const earlier = phases.slice(0, place).map((each) => each.name);
  await reuseJobs(build, name, await nameJobs(build, phase, earlier, jobs));
  return jobs;
}
