import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { datasetLocation } from '../../../workers/announcing/lineage/dataset-location.js';
import { lineageListeners } from '../../../workers/announcing/lineage/lineage-listener.js';
import { lineageSettings } from '../../../workers/announcing/lineage/lineage-settings.js';
import { runEvent } from '../../../workers/announcing/lineage/run-event.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { assertRunEvent } from './lineage-schemas.js';
import { jsonOf, openReceiver } from './receiver.js';
import { announcedOf, announcement, manifest, recipe, run } from './sample-announcement.js';
const namespace = 'team';
const silent = (problem) => assert.fail(problem);
describe('events hold to the published schemas', () => {
    for (const kind of ['started', 'finished', 'gates-failed', 'failed', 'cancelled']) {
        test(kind, () => {
            const version = kind === 'finished' || kind === 'gates-failed' ? manifest : null;
            const parts = { announcement: { ...announcement, kind }, recipe, manifest: version, run, namespace };
            assertRunEvent(runEvent(kind, parts));
            const bare = { startedAt: run.startedAt, scheduledAt: null, parentRunId: null };
            assertRunEvent(runEvent(kind, { ...parts, recipe: null, run: bare }));
        });
    }
    test('and what does not is found', () => {
        const event = runEvent('finished', { announcement, recipe, manifest, run, namespace });
        assert.throws(() => assertRunEvent({ ...event, run: { ...event.run, runId: 'no UUID' } }), /uuid/);
        const unnamed = { ...event.run, facets: { unknown: event.run.facets['parent'] } };
        assert.throws(() => assertRunEvent({ ...event, run: unnamed }), /no facet of the name unknown/);
        const untyped = { ...event.run.facets['nominalTime'], nominalStartTime: 'yesterday' };
        assert.throws(() => assertRunEvent({ ...event, run: { ...event.run, facets: { nominalTime: untyped } } }), /date/);
    });
});
test('a version that failed its gates is COMPLETE, with its counts and the gates as assertions', () => {
    const event = runEvent('gates-failed', { announcement, recipe, manifest, run, namespace });
    assert.deepEqual([event.eventType, event.run.runId, event.job.namespace, event.job.name], ['COMPLETE', announcement.runId, 'team', 'docs']);
    const [output] = event.outputs;
    assert.deepEqual([output?.namespace, output?.name], ['file', '/data/store/docs']);
    assert.equal(output?.facets['version']?.['datasetVersion'], '3');
    const sizes = output?.outputFacets['outputStatistics'];
    assert.deepEqual([sizes?.['rowCount'], sizes?.['size'], sizes?.['fileCount']], [500, 1234, 2]);
    const assertions = output?.facets['dataQualityAssertions']?.['assertions'];
    assert.deepEqual(assertions.map(({ assertion, success, severity, actual, expected }) => [
        ...[assertion, success, severity],
        ...[actual, expected],
    ]), [
        ['kept.ratio', false, 'error', '0.5', '>= 0.9'],
        ['length.p50', false, 'warn', undefined, '>= 10 and <= 20'],
        ['accepted', false, 'warn', '2', '<= 0'],
        ['records', true, 'error', '1000', 'change in [-0.2, 0.2]'],
    ]);
    const columns = output?.facets['dataQualityMetrics']?.['columnMetrics'];
    assert.deepEqual(columns['label'], { nullCount: 50, distinctCount: 2 });
});
test('inputs are folders, with the records of all their sources', () => {
    const { inputs } = runEvent('finished', { announcement, recipe, manifest, run, namespace });
    assert.deepEqual(inputs.map(({ namespace, name, inputFacets }) => [namespace, name, inputFacets['inputStatistics']?.['rowCount']]), [
        ['file', '/recipes/in', 500],
        ['file', '/data/more', 500],
    ]);
    const old = { ...manifest };
    delete old.sources;
    const [input] = runEvent('finished', { announcement, recipe, manifest: old, run, namespace }).inputs;
    assert.deepEqual(input?.inputFacets, {});
});
test('datasets are named as OpenLineage names those of each storage', () => {
    const names = (pattern) => Object.values(datasetLocation(pattern, '/recipes')).join(' ');
    assert.equal(names('in/a.jsonl'), 'file /recipes/in/a.jsonl');
    assert.equal(names('*.txt'), 'file /recipes');
    assert.equal(names('../other/**/x[12].txt'), 'file /other');
    assert.equal(names('/data/{date}/x.txt'), 'file /data');
    assert.equal(names('file:///data/x.txt'), 'file /data/x.txt');
    assert.equal(names('s3://bucket/a/b/*.gz'), 's3://bucket a/b');
    assert.equal(names('s3://bucket/*.gz'), 's3://bucket /');
});
describe('the variables of OpenLineage clients', () => {
    const target = (env) => {
        const found = lineageSettings(env)?.target;
        return found?.kind === 'http' ? [found.url.href, found.apiKey] : found?.path;
    };
    const transport = 'OPENLINEAGE__TRANSPORT';
    test('name an address or a file', () => {
        assert.equal(lineageSettings({}), null);
        assert.equal(lineageSettings({ OPENLINEAGE_URL: 'http://h', OPENLINEAGE_DISABLED: 'True' }), null);
        assert.equal(lineageSettings({ OPENLINEAGE_URL: 'http://h', OPENLINEAGE_NAMESPACE: 'ns' })?.namespace, 'ns');
        assert.deepEqual(target({ OPENLINEAGE_URL: 'http://h:5000' }), ['http://h:5000/api/v1/lineage', null]);
        assert.deepEqual(target({ OPENLINEAGE_URL: 'https://h', OPENLINEAGE_ENDPOINT: 'api/v2/x', OPENLINEAGE_API_KEY: 'k' }), ['https://h/api/v2/x', 'k']);
        const nested = { [`${transport}__TYPE`]: 'http', [`${transport}__URL`]: 'http://h' };
        assert.deepEqual(target({ ...nested, [`${transport}__AUTH`]: '{"type":"api_key","apiKey":"k"}' }), [
            'http://h/api/v1/lineage',
            'k',
        ]);
        assert.deepEqual(target({ ...nested, [`${transport}__AUTH__APIKEY`]: 'k' }), ['http://h/api/v1/lineage', 'k']);
        const json = '{"type":"file","log_file_path":"/tmp/A.jsonl"}';
        assert.equal(target({ [transport]: json, [`${transport}__TYPE`]: 'http' }), '/tmp/A.jsonl');
        const file = { [`${transport}__TYPE`]: 'file', [`${transport}__LOG_FILE_PATH`]: 'file:///tmp/b.jsonl' };
        assert.equal(target({ ...file, OPENLINEAGE_URL: 'http://h' }), '/tmp/b.jsonl');
    });
    test('are refused by name where they are wrong, without what they hold', () => {
        const code = { code: 'lineage-settings', kind: 'usage' };
        assert.throws(() => lineageSettings({ [`${transport}__TYPE`]: 'kafka' }), { ...code, at: `${transport}__TYPE` });
        assert.throws(() => lineageSettings({ [`${transport}__TYPE`]: 'file' }), code);
        assert.throws(() => lineageSettings({ OPENLINEAGE_URL: 'ftp://secret' }), (error) => {
            assert.match(error.message, /^OPENLINEAGE_URL: /);
            return !error.message.includes('secret');
        });
        const broken = { [`${transport}__TYPE`]: 'http', [`${transport}__URL`]: 'http://h', [`${transport}__AUTH`]: '{k' };
        assert.throws(() => lineageSettings(broken), code);
    });
});
test('events of several workers lie in one file, a line each', async (context) => {
    const path = join(temporaryFolder(context), 'lineage', 'events.ndjson');
    const env = { OPENLINEAGE__TRANSPORT__TYPE: 'file', OPENLINEAGE__TRANSPORT__LOG_FILE_PATH: path };
    const tellers = Array.from({ length: 60 }, () => lineageListeners(announcedOf({ kind: 'finished' }), env, silent));
    await Promise.all(tellers.flat().map(({ tell }) => tell()));
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    assert.equal(lines.length, 60);
    for (const line of lines)
        assert.equal(JSON.parse(line).eventType, 'COMPLETE');
});
test('or go to an address with the key; decisions of people are no events', async (context) => {
    const { origin, received } = await openReceiver(context);
    const env = { OPENLINEAGE_URL: origin, OPENLINEAGE_API_KEY: 'k' };
    for (const { tell } of lineageListeners(announcedOf({ kind: 'failed', version: null }), env, silent))
        await tell();
    const [event] = received;
    assert.ok(event);
    assert.deepEqual([event.path, event.headers.authorization], ['/api/v1/lineage', 'Bearer k']);
    assertRunEvent(jsonOf(event));
    assert.deepEqual(lineageListeners(announcedOf({ kind: 'approved' }), env, silent), []);
    const problems = [];
    const wrong = { OPENLINEAGE__TRANSPORT__TYPE: 'kafka' };
    assert.deepEqual(lineageListeners(announcedOf({}), wrong, (text) => problems.push(text)), []);
    assert.equal(problems.length, 1);
});
//# sourceMappingURL=lineage.test.js.map