import { openLocalFolder } from '../../../storage/local-folder.js';
import { recipeOf } from '../../recipes/sample-recipe.js';
export const announcement = {
    kind: 'gates-failed',
    store: '/data/store',
    dataset: 'docs',
    recipe: 'docs/work/recipes/1.json',
    workflowId: 'build-docs',
    runId: '01a20e68-0039-7e45-a595-118da0292a86',
    schedule: null,
    at: '2026-11-24T16:33:47.406Z',
    version: 3,
    failedGates: ['kept.ratio', 'length.p50'],
    gateReason: 'kept.ratio is 0.5, at least 0.9 wanted',
    message: null,
};
export const run = {
    startedAt: new Date('2026-11-24T16:33:40.000Z'),
    scheduledAt: new Date('2026-11-24T16:30:00.000Z'),
    parentRunId: '01a20e67-fbf3-7091-902d-ea3b6bc448d5',
};
export const recipe = {
    recipeFolder: '/recipes',
    recipe: {
        ...recipeOf(),
        sources: [
            { format: 'jsonl', path: 'in/{date}/*.jsonl', options: {} },
            { format: 'text', path: '/data/more/**/*.txt', options: {} },
            { format: 'jsonl', path: 'in/*.jsonl.gz', options: {} },
        ],
    },
};
const digest = 'a'.repeat(64);
const none = { in: 0, kept: 0, dropped: 0, merged: 0, quarantined: 0 };
const source = (format, read) => ({
    ...{ source: format, format, records: { ...none, in: read }, characters: 0, tokens: 0 },
});
export const manifest = {
    format: 'millrace-manifest/1',
    dataset: 'docs',
    kind: 'text',
    version: 3,
    parent: null,
    lineage: {
        recipe: {},
        recipeSha256: digest,
        codeSha256: digest,
        inputs: { files: 3, bytes: 100, file: `data/${digest}.parquet`, sha256: digest },
        tokenizer: null,
    },
    records: { in: 1000, kept: 500, dropped: 300, merged: 150, quarantined: 50 },
    reasons: {},
    tokens: 123_456,
    packing: null,
    sources: [source('jsonl', 400), source('text', 500), source('jsonl', 100)],
    shards: [1000, 234].map((bytes) => ({
        ...{ file: `data/${digest}.parquet`, sha256: digest, bytes, rows: 250, rowGroups: [] },
        ...{ content: 'documents', split: 'train' },
    })),
    fates: [],
    metrics: [],
    summary: {
        ...{ 'length.min': 10, 'length.max': 900, 'length.p05': 20, 'length.p50': 200, 'length.p95': 700 },
        ...{ 'characters.total': 100_000, 'labels.ratio': 0.9, 'labels.distinct': 2 },
    },
    drift: {
        against: { version: 2, sha256: digest },
        metrics: { length: { psi: 0.31, js: 0.1, ks: 0.2 }, label: { psi: 0.01, js: 0, ks: null } },
    },
    gates: [
        { metric: 'kept.ratio', value: 0.5, min: 0.9, severity: 'error', passed: false },
        { metric: 'length.p50', value: null, min: 10, max: 20, severity: 'warn', passed: false },
        {
            ...{ metric: 'accepted(label)', column: 'label', test: 'accepted', accepted: ['ham'] },
            ...{ value: 2, max: 0, severity: 'warn', passed: false },
        },
        { metric: 'records', value: 1000, change: [-0.2, 0.2], against: 2, base: 990, severity: 'error', passed: true },
    ],
    gatesPassed: false,
};
/** An announcement with all that its listeners may ask for; nothing is read. */
export function announcedOf(change, parts = {}) {
    const { manifest: version = manifest, alerts = [] } = parts;
    return {
        announcement: { ...announcement, ...change },
        storage: openLocalFolder('/nowhere'),
        page: null,
        recipe: () => Promise.resolve({ ...recipe, alerts }),
        manifest: () => Promise.resolve(version),
        run: () => Promise.resolve(run),
    };
}
//# sourceMappingURL=sample-announcement.js.map