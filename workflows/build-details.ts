import { aligned } from './aligned.ts';
import type { PhaseCount } from './build-dataset.ts';
import type { BuildResult, PlannedBuild } from './contract.ts';

/** The live page of a build in the Temporal UI: Markdown, with tables as aligned text since the UI folds their padding. */
export function progressDetails(plan: PlannedBuild, done: readonly PhaseCount[]): string {
  const rows = plan.phases.map((phase) => {
    const count = done.find((each) => each.phase === phase);
    const jobs = count === undefined ? '' : `${count.jobs}/${count.of}`;
    return [phase, bar(count), jobs, count === undefined ? '' : String(count.records)];
  });
  return [
    `## ${plan.dataset}`,
    '',
    `${plan.files} files, ${(plan.bytes / 2 ** 20).toFixed(1)} MiB, ${plan.partitions} partitions`,
    '',
    '```text',
    ...aligned([['phase', 'progress', 'jobs', 'records'], ...rows], 2),
    '```',
  ].join('\n');
}

export function resultDetails(plan: PlannedBuild, done: readonly PhaseCount[], result: BuildResult): string {
  const { records } = result;
  const share = (count: number): string => (records.in === 0 ? '' : `${((100 * count) / records.in).toFixed(1)} %`);
  const fates = (['kept', 'dropped', 'merged', 'quarantined'] as const).map((fate) => [
    fate,
    String(records[fate]),
    share(records[fate]),
  ]);
  return [
    `## ${result.dataset}@${result.version}${result.identical ? ' (as before)' : ''}`,
    '',
    result.gatesPassed ? 'Gates passed.' : `**Gates failed:** ${result.failedGates.join(', ')}`,
    '',
    '```text',
    ...aligned([['fate', 'records', 'share'], ['in', String(records.in), ''], ...fates], 1),
    '```',
    '',
    `${result.tokens} tokens in ${result.shards} shards; manifest \`${result.manifestSha256}\``,
    '',
    progressDetails(plan, done),
  ].join('\n');
}

const barCells = 20;

function bar(count: PhaseCount | undefined): string {
  const share = count === undefined ? 0 : count.of === 0 ? 1 : count.jobs / count.of;
  const full = Math.round(share * barCells);
  return '█'.repeat(full) + '░'.repeat(barCells - full);
}
