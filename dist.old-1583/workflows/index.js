import { CancellationScope, ContinueAsNew, condition, continueAsNew, defineQuery, defineSignal, executeChild, isCancellation, ParentClosePolicy, patched, proxyActivities, setCurrentDetails, setHandler, startChild, upsertSearchAttributes, workflowInfo, } from '@temporalio/workflow';
import { afterBuild, afterCancellation, afterFailure, } from './after-build.js';
import { attributes, datasetAttributes, versionAttributes } from './attributes.js';
import { buildDataset as build } from './build-dataset.js';
import { planningDetails, problemDetails, progressDetails, resultDetails } from './build-details.js';
import { endToEnd as fromEndToEnd, } from './end-to-end.js';
import { jobWords, phaseWords } from './phase-words.js';
import { noteOf, review } from './review.js';
import { trainingQueueOf, } from './training-contract.js';
import { endToEndDetails, endToEndSummary, trainingSummary } from './training-details.js';
export const progressQuery = defineQuery('progress');
export const stageQuery = defineQuery('stage');
/** A training run's page so far, from the activity that trains. */
export const pageSignal = defineSignal('page');
export const approveSignal = defineSignal('approve');
export const rejectSignal = defineSignal('reject');
const reviewTime = '30 days';
const short = proxyActivities({
    startToCloseTimeout: '12 hours',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '200 milliseconds', maximumAttempts: 5 },
});
const followUp = proxyActivities({
    startToCloseTimeout: '1 hour',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '200 milliseconds', maximumAttempts: 10 },
});
/** Listeners that cannot be reached hold no build up. */
const telling = proxyActivities({
    startToCloseTimeout: '1 minute',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', maximumAttempts: 3 },
});
const jobs = proxyActivities({
    startToCloseTimeout: '12 hours',
    heartbeatTimeout: '10 seconds',
    // A host that dies is no failure of the activity; what is retried here is the death of a whole worker.
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 100 },
});
const planning = proxyActivities({
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '200 milliseconds', maximumAttempts: 5 },
});
function trainingActivities() {
    return proxyActivities({
        taskQueue: trainingQueueOf(workflowInfo().taskQueue),
        startToCloseTimeout: '90 days',
        heartbeatTimeout: '10 seconds',
        // A run goes on from its newest checkpoint, so the death of a process or a host costs what came after it.
        retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds', maximumAttempts: 100 },
    });
}
/** Builds one version of a dataset. */
export async function buildDataset(given) {
    // Builds that began before pages, reviews and announcements were followed by nothing.
    if (!patched('follow-up'))
        return build(given, buildFlow());
    const state = { ...given, reference: atScheduledTime(given.reference) };
    const ended = { reference: state.reference, schedule: state.schedule ?? null };
    const flow = followUpFlow(ended);
    if (state.plan === undefined) {
        setCurrentDetails(planningDetails(state.reference.dataset));
        await flow.announce(started);
    }
    let result;
    try {
        result = await build(state, buildFlow());
    }
    catch (error) {
        if (isCancellation(error))
            await CancellationScope.nonCancellable(() => afterCancellation(flow));
        else if (!(error instanceof ContinueAsNew)) {
            setCurrentDetails(problemDetails(state.reference.dataset, 'The build failed', causeOf(error)));
            await afterFailure(ended, causeOf(error), flow);
        }
        throw error;
    }
    await afterBuild(ended, result, flow);
    return result;
}
const started = { kind: 'started', version: null, failedGates: [], gateReason: null, message: null };
function buildFlow() {
    let progress = null;
    let counts = [];
    let plan;
    setHandler(progressQuery, () => progress, { description: 'Phase, jobs and records of the build' });
    return {
        activities: {
            planBuild: (reference) => short.planBuild.executeWithOptions({ summary: `plan ${reference.dataset}: list its files` }, [reference]),
            openPhase: (planned, phase) => short.openPhase.executeWithOptions({ summary: `prepare: ${phaseWords(phase)}` }, [planned, phase]),
            runJobs: (range) => jobs.runJobs.executeWithOptions({ summary: jobWords(range) }, [range]),
            commitBuild: (planned) => short.commitBuild.executeWithOptions({ summary: 'measure, look at the gates, commit' }, [planned]),
        },
        now: () => new Date(),
        full: () => workflowInfo().continueAsNewSuggested,
        goOn: (next) => continueAsNew(next),
        onPlanned: (planned) => {
            plan = planned;
            upsertSearchAttributes(datasetAttributes(planned.store, planned.dataset));
        },
        onProgress: (now, done, planned) => {
            if (now.phase !== progress?.phase)
                upsertSearchAttributes([{ key: attributes.stage, value: now.phase }]);
            progress = now;
            counts = done;
            setCurrentDetails(progressDetails(planned, done));
        },
        onResult: (result) => {
            if (plan !== undefined)
                setCurrentDetails(resultDetails(plan, counts, result));
            upsertSearchAttributes(headline(result));
        },
    };
}
/** A scheduled build stands for the time that its schedule meant, also where it starts late or is filled in. */
function atScheduledTime(reference) {
    const times = workflowInfo().searchAttributes['TemporalScheduledStartTime'];
    const time = times?.[0];
    return reference.at === undefined && time instanceof Date ? { ...reference, at: time.toISOString() } : reference;
}
function followUpFlow({ reference, schedule }) {
    const { workflowId, firstExecutionRunId } = workflowInfo();
    const { store, dataset, recipe } = reference;
    const from = { store, dataset, recipe, workflowId, runId: firstExecutionRunId, schedule: schedule?.id ?? null };
    return {
        describeVersion: async (version) => {
            const name = `${dataset}@${version.version}`;
            try {
                return await followUp.describeVersion.executeWithOptions({ summary: `draw the page of ${name}` }, [version]);
            }
            catch (error) {
                if (isCancellation(error))
                    throw error;
                // The version is there, and says so, whatever its page met.
                return { summary: name, page: problemDetails(name, 'Its page could not be made', causeOf(error)) };
            }
        },
        leavePage: async ({ summary, page }, version) => {
            setCurrentDetails(page);
            await leavePage(summary, page, versionAttributes(store, dataset, version));
        },
        openReview,
        pauseSchedule: (request) => followUp.pauseSchedule.executeWithOptions({ summary: `pause the schedule ${request.schedule}` }, [request]),
        announce: (what) => tell({ ...from, ...what, at: new Date().toISOString() }),
    };
}
async function tell(announcement) {
    try {
        await telling.announce.executeWithOptions({ summary: `tell listeners: ${announcement.kind}` }, [announcement]);
    }
    catch (error) {
        if (isCancellation(error))
            throw error;
    }
}
/** The message of the activity that failed, rather than that one did. */
function causeOf(error) {
    if (!(error instanceof Error))
        return String(error);
    return error.cause instanceof Error ? causeOf(error.cause) : error.message;
}
async function openReview(request, { summary, page }, workflowId) {
    try {
        await startChild(reviewVersion, {
            workflowId,
            // It waits for a person long after the build is over.
            parentClosePolicy: ParentClosePolicy.ABANDON,
            workflowIdReusePolicy: 'ALLOW_DUPLICATE',
            staticSummary: `Approve or reject ${summary}`,
            staticDetails: page,
            typedSearchAttributes: [
                ...versionAttributes(request.store, request.dataset, request.version),
                { key: attributes.stage, value: 'waits for a decision' },
            ],
            args: [request],
        });
    }
    catch (error) {
        if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError')
            throw error;
    }
}
/** Waits for a person to approve or reject a version whose gates failed, by signal or by the command line. */
export async function reviewVersion(request) {
    const { workflowId, firstExecutionRunId } = workflowInfo();
    let word;
    const listen = (decision) => (note) => {
        word ??= { decision, note: noteOf(note) };
    };
    setHandler(approveSignal, listen('approved'), {
        description: 'Moves latest to this version and resumes its schedule. Input: a note, as JSON text',
    });
    setHandler(rejectSignal, listen('rejected'), {
        description: 'Leaves latest where it is. Input: a note, as JSON text',
    });
    const { store, dataset, version } = request;
    const result = await review(request, {
        word: async () => {
            await condition(() => word !== undefined, reviewTime, { summary: 'wait for the signal approve or reject' });
            return word;
        },
        decide: (decision) => followUp.decideVersion.executeWithOptions({ summary: `${decision.decision} by a person` }, [decision]),
        announce: ({ decision, note }) => tell({
            ...{ kind: decision, store, dataset, version, workflowId, runId: firstExecutionRunId },
            ...{ recipe: request.recipe ?? null },
            ...{ schedule: request.schedule, at: new Date().toISOString(), message: note === '' ? null : note },
            ...{ failedGates: [], gateReason: null },
        }),
    });
    upsertSearchAttributes([{ key: attributes.stage, value: result.decision }]);
    return result;
}
function headline(result) {
    const { records } = result;
    const share = (count) => (records.in === 0 ? 0 : Math.round((1000 * count) / records.in) / 1000);
    return [
        { key: attributes.stage, value: 'done' },
        { key: attributes.datasetVersion, value: `${result.dataset}@${result.version}` },
        { key: attributes.rowsIn, value: records.in },
        { key: attributes.rowsOut, value: records.kept },
        { key: attributes.rowsDropped, value: records.dropped },
        { key: attributes.dropRate, value: share(records.dropped) },
        { key: attributes.dupRate, value: share(records.merged) },
        { key: attributes.qualityScore, value: share(records.kept) },
        { key: attributes.gatePassed, value: result.gatesPassed },
        { key: attributes.gateReason, value: result.gateReason ?? result.failedGates[0] ?? null },
        { key: attributes.failedChecks, value: [...result.failedGates, ...(result.warnings ?? [])] },
        ...(result.drifted === undefined ? [] : [{ key: attributes.driftedMetrics, value: [...result.drifted] }]),
        { key: attributes.builtAt, value: new Date() },
    ];
}
/** Trains one run, and leaves a page with its loss curve that stays readable without a worker. */
export async function trainModel(reference) {
    setHandler(pageSignal, (page) => setCurrentDetails(page), { description: 'Loss curve so far' });
    const { store, data } = reference;
    const about = data === undefined
        ? [{ key: attributes.store, value: store }]
        : versionAttributes(store, data.dataset, data.version);
    upsertSearchAttributes([...about, { key: attributes.stage, value: 'train' }]);
    const result = await trainingActivities().train.executeWithOptions({ summary: `train ${reference.run}` }, [
        reference,
    ]);
    setCurrentDetails(result.page);
    await leavePage(trainingSummary(result), result.page, about);
    upsertSearchAttributes([{ key: attributes.stage, value: 'done' }]);
    return result;
}
/** A page of the current details is blank without a worker; that of a workflow's start is not. */
async function leavePage(summary, page, typedSearchAttributes = []) {
    await executeChild(report, {
        typedSearchAttributes,
        workflowId: `${workflowInfo().workflowId}-report`,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: summary,
        staticDetails: page,
        args: [],
    });
}
/** Does nothing: its static details are a page that the Temporal UI shows when no worker runs. */
export async function report() {
    return Promise.resolve();
}
/** From raw files to judged models: a build, its training runs in order, and their evaluation. */
export async function endToEnd(reference) {
    const { workflowId } = workflowInfo();
    let stage = null;
    const child = (name) => ({
        workflowId: `${workflowId}-${name}`,
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    setHandler(stageQuery, () => stage, { description: 'What the run does now, and which workflow does it' });
    const { store, dataset } = reference.build;
    upsertSearchAttributes(datasetAttributes(store, dataset));
    return fromEndToEnd(reference, {
        build: (build) => executeChild(buildDataset, {
            ...child('build'),
            typedSearchAttributes: datasetAttributes(store, dataset),
            staticSummary: `Build ${build.dataset}`,
            args: [{ reference: build }],
        }),
        planRun: (request) => planning.planRun(request),
        train: (run, name) => executeChild(trainModel, { ...child(`train-${name}`), staticSummary: `Train ${run.run}`, args: [run] }),
        evaluate: (request) => trainingActivities().evaluate.executeWithOptions({ summary: `evaluate ${request.run} on ${request.on}` }, [
            request,
        ]),
        onStage: ({ name, ...now }) => {
            const doer = { build: `${workflowId}-build`, train: `${workflowId}-train-${name}`, evaluate: null }[now.kind];
            stage = { ...now, workflowId: doer };
            upsertSearchAttributes([{ key: attributes.stage, value: now.stage }]);
        },
        onResult: async (result) => {
            const page = endToEndDetails(result);
            setCurrentDetails(page);
            upsertSearchAttributes(headline(result.build));
            await leavePage(endToEndSummary(result), page, versionAttributes(store, dataset, result.build.version));
        },
    });
}
//# sourceMappingURL=index.js.map