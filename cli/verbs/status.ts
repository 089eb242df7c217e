import type { Command } from 'commander';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

/** `status`: what runs for a store. */
export function statusVerb(): Command {
  const command = verb('status', 'Show what runs for the store: server, workers, hosts and unfinished builds', [
    'status',
    'status --json | jq .builds',
  ]);
  return runs(command, async ({ store }, output) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readActivity } = await import('../store-activity.ts');
    const activity = await readActivity(openStorage(store), process.env);
    const { server, workers, builds } = activity;
    if (server === null) output.line('No Temporal server runs for this store: npx millrace build or up starts one.');
    else output.line(`Temporal at ${server.address}${server.uiUrl === null ? '' : `, UI at ${server.uiUrl}`}`);
    for (const { pid, hostPids } of workers) output.line(`worker ${pid}, hosts ${hostPids.join(', ')}`);
    if (server !== null && workers.length === 0) output.line('No worker runs on this machine.');
    for (const { workflowId, workflow, dataset, phase, startedAt } of builds)
      output.line(
        `${[workflow, ...(dataset === null ? [] : [dataset])].join(' of ')}, ${phase ?? 'not begun yet'}, since ${startedAt}, ${workflowId}`,
      );
    for (const { dataset, build, partitionsDone, partitions } of activity.unfinished)
      output.line(
        `unfinished build ${build} of ${dataset}, ${partitionsDone} of ${partitions} partitions done: the same command goes on`,
      );
    await output.result(activity);
    return exitCode.ok;
  });
}
