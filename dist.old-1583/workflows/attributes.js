import { defineSearchAttributeKey } from '@temporalio/common';
/**
 * The search attributes of Millrace's workflows. Each type has few places in the embedded server's SQLite database:
 * 10 for Keyword, 3 for each other type.
 */
export const attributes = {
    /** Location of the store: tells the workflows of several stores in one namespace apart. */
    store: defineSearchAttributeKey('Store', 'KEYWORD'),
    dataset: defineSearchAttributeKey('Dataset', 'KEYWORD'),
    /** `name@version` */
    datasetVersion: defineSearchAttributeKey('DatasetVersion', 'KEYWORD'),
    /** What the workflow does now: a phase of a build, or of a run. */
    stage: defineSearchAttributeKey('Stage', 'KEYWORD'),
    /** The first gate that failed, with its evidence. */
    gateReason: defineSearchAttributeKey('GateReason', 'KEYWORD'),
    /** Names of all gates that failed. */
    failedChecks: defineSearchAttributeKey('FailedChecks', 'KEYWORD_LIST'),
    /** Distributions that drifted from the last good version. */
    driftedMetrics: defineSearchAttributeKey('DriftedMetrics', 'KEYWORD_LIST'),
    rowsIn: defineSearchAttributeKey('RowsIn', 'INT'),
    rowsOut: defineSearchAttributeKey('RowsOut', 'INT'),
    rowsDropped: defineSearchAttributeKey('RowsDropped', 'INT'),
    /** Shares in [0, 1]; round them, since the UI prints every digit. */
    qualityScore: defineSearchAttributeKey('QualityScore', 'DOUBLE'),
    dupRate: defineSearchAttributeKey('DupRate', 'DOUBLE'),
    dropRate: defineSearchAttributeKey('DropRate', 'DOUBLE'),
    gatePassed: defineSearchAttributeKey('GatePassed', 'BOOL'),
    builtAt: defineSearchAttributeKey('BuiltAt', 'DATETIME'),
};
/** What tells the workflows of a dataset from those of others. */
export function datasetAttributes(store, dataset) {
    return [
        { key: attributes.store, value: store },
        { key: attributes.dataset, value: dataset },
    ];
}
/** What tells the workflows of a version from those of others. */
export function versionAttributes(store, dataset, version) {
    return [...datasetAttributes(store, dataset), { key: attributes.datasetVersion, value: `${dataset}@${version}` }];
}
//# sourceMappingURL=attributes.js.map