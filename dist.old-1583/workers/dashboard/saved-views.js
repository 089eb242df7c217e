/**
 * Columns of the workflow list, the most telling first: at 1400 pixels seven or eight fit, and the rest is scrolled to.
 * Type links to a workflow's page as its id does, in fewer pixels. GateReason is narrow where all gates passed.
 */
export const columns = [
    'Status',
    'Type',
    'Dataset',
    'DatasetVersion',
    'GatePassed',
    'GateReason',
    'RowsIn',
    'RowsOut',
    'DropRate',
    'Stage',
    'Start',
    'Execution Duration',
    'Workflow ID',
];
const builds = '`WorkflowType`="buildDataset"';
/** Children whose only use is the page that they leave. */
const notPages = '`WorkflowType`!="report"';
/**
 * The view that the dashboard opens with, then those for one question each. The UI sorts them by name. Queries are
 * written as the UI writes them, so that it shows them as filters and knows the view again.
 */
export const views = [
    view('all', 'All work', notPages, 'Every build, training run and review; without the pages that they leave.'),
    view('drifting', 'Drifting', `${builds} AND \`DriftedMetrics\` is not null`, 'Builds unlike the last good version.'),
    view('failed-builds', 'Failed builds', `${builds} AND (\`ExecutionStatus\`="Failed" OR \`ExecutionStatus\`="TimedOut" OR \`ExecutionStatus\`="Terminated")`, 'Builds that ended without a version.'),
    view('failed-gates', 'Failed gates', `${builds} AND \`GatePassed\`=false`, 'Versions that latest did not move to.'),
    view('drops', 'Largest drops', `${builds} AND \`DropRate\`>=0.2`, 'Builds that dropped a fifth of the records or more.'),
    view('pages', 'Quality pages', '`WorkflowType`="report"', 'The page of each version and run, readable without a worker.'),
    view('running', 'Running now', `\`ExecutionStatus\`="Running" AND \`WorkflowType\`!="reviewVersion"`, 'Builds and training runs in progress.'),
    view('scheduled', 'Scheduled builds', '`TemporalScheduledById` is not null', 'Builds that a schedule began.'),
    view('slow', 'Slow builds', `${builds} AND \`ExecutionDuration\`>"10m"`, 'Builds that took more than ten minutes.'),
    view('training', 'Training runs', '`WorkflowType`="trainModel"', 'Models in training, and trained.'),
    view('reviews', 'Waiting for a decision', '`WorkflowType`="reviewVersion" AND `ExecutionStatus`="Running"', 'Versions whose gates failed and that nobody approved or rejected yet.'),
];
/** One view for each dataset, named so that the UI sorts them after the others. */
export function datasetViews(datasets) {
    return datasets.map((name) => ({
        id: `millrace-dataset-${name}`,
        name: `Work on ${name}`,
        query: datasetQuery(name),
    }));
}
/** The visibility query of all work on a dataset, whose name holds no quotes. */
export function datasetQuery(dataset) {
    return `\`Dataset\`="${dataset}" AND ${notPages}`;
}
function view(id, name, query, description) {
    return { id: `millrace-${id}`, name, query, description };
}
//# sourceMappingURL=saved-views.js.map