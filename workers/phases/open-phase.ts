import { nameJobs } from './job-names.ts';
import type { OpenBuild } from './open-build.ts';
import { phaseNamed, phasesOf } from './phases.ts';
import { reuseJobs } from './reuse-jobs.ts';

/**
 * Counts a phase's jobs once all earlier phases are done, and takes over those that another build of the dataset has done
 * already: these have a report then, and run no more. Safe to repeat.
 */
export async function openPhase(build: OpenBuild, name: string): Promise<number> {
  const phase = phaseNamed(build.plan, name);
  const jobs = await phase.count(build);
  const names = phasesOf(build.plan).map((each) => each.name);
  const earlier = names.slice(0, names.indexOf(name));
  await reuseJobs(build, phase, await nameJobs(build, phase, earlier, jobs));
  return jobs;
}
