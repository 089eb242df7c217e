import { exitCode } from '../exit-code.js';
import { runs, verb } from '../verb.js';
/** `status`: what runs for a store. */
export function statusVerb() {
    const command = verb('status', 'Show what runs for the store: server, workers, builds, and reviews that wait', [
        'status',
        'status --json | jq .builds',
    ]);
    return runs(command, async ({ store }, output) => {
        const { openStorage } = await import('../../storage/open-storage.js');
        const { readActivity } = await import('../store-activity.js');
        const activity = await readActivity(openStorage(store), process.env);
        const { server, workers, builds, reviews } = activity;
        if (server === null)
            output.line('No Temporal server runs for this store: npx millrace build or up starts one.');
        else
            output.line(`Temporal at ${server.address}${server.uiUrl === null ? '' : `, UI at ${server.uiUrl}`}`);
        for (const { pid, hostPids } of workers)
            output.line(`worker ${pid}, hosts ${hostPids.join(', ')}`);
        if (server !== null && workers.length === 0)
            output.line('No worker runs on this machine.');
        for (const { workflowId, workflow, dataset, phase, startedAt } of builds)
            output.line(`${[workflow, ...(dataset === null ? [] : [dataset])].join(' of ')}, ${phase ?? 'not begun yet'}, since ${startedAt}, ${workflowId}`);
        for (const review of reviews)
            output.line(reviewLine(review));
        for (const { dataset, build, partitionsDone, partitions } of activity.unfinished)
            output.line(`unfinished build ${build} of ${dataset}, ${partitionsDone} of ${partitions} partitions done: the same command goes on`);
        await output.result(activity);
        return exitCode.ok;
    });
}
function reviewLine({ dataset, version, decision, startedAt }) {
    const name = `${dataset}@${version}`;
    return decision === null
        ? `review of ${name}, waits since ${startedAt}: npx millrace approve ${name}, or reject`
        : `review of ${name}, ${decision}: ends with the next build or worker`;
}
//# sourceMappingURL=status.js.map