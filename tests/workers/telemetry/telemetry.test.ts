import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Runtime } from '@temporalio/worker';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import { readVersion } from '../../../shards/catalogue.ts';
import { advanceLatest } from '../../../shards/latest.ts';
import { openStorage } from '../../../storage/open-storage.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import { storeRecipe } from '../../../workers/build.ts';
import { buildMetrics } from '../../../workers/telemetry/build-metrics.ts';
import { recordAnnouncement } from '../../../workers/telemetry/record-announcement.ts';
import { choosePort } from '../../../workers/temporal/ports.ts';
import { withWorkerSession } from '../../../workers/worker-session.ts';
import type { buildDataset } from '../../../workflows/index.ts';
import { millraceOutput } from '../../journeys/build-command.ts';
import { temporaryFolder } from '../../journeys/mail-store.ts';
import { type NamedServer, startNamedServer } from '../../journeys/named-server.ts';
import { assertRunEvent } from '../announcing/lineage-schemas.ts';
import { jsonOf, openReceiver } from '../announcing/receiver.ts';
import { announcedOf } from '../announcing/sample-announcement.ts';
import { otlpPoints, otlpResource } from './otlp-request.ts';
import { metricOf, parseScrape, type Series } from './prometheus-text.ts';

const folder = temporaryFolder();
const words = 'the cat and the dog have gone to be with that of our house and garden again ';
let server: NamedServer;
let recipe: string;

before(async () => {
  mkdirSync(join(folder.path, 'in'));
  const texts = [words.repeat(6), 'too short', words.repeat(6), `${words.repeat(6)} but not quite the same`];
  const lines = texts.map((text, i) => JSON.stringify({ id: `r${i}`, text }));
  writeFileSync(join(folder.path, 'in', 'a.jsonl'), `${lines.join('\n')}\nno JSON\n`);
  recipe = join(folder.path, 'r.yaml');
  writeFileSync(
    recipe,
    [
      ...['version: 1', 'dataset: docs', 'kind: text', 'sources: [{ format: jsonl, path: in/*.jsonl, id: id }]'],
      'stages: [{ gopher-quality: { words: whitespace } }, dedup-exact]',
      'gates: [{ metric: kept.ratio, min: 0.9 }, { metric: records, min: 1, severity: warn }]',
      'limits: { quarantine: 0.5 }',
      'alerts: [{ webhook: $CALM }, { webhook: $FLAKY }, { webhook: $MISSING }, { webhook: $CALM, on: [finished] }]',
      '',
    ].join('\n'),
  );
  server = await startNamedServer(10_000);
});

after(async () => {
  await server.stop();
  folder[Symbol.dispose]();
});

/** Builds in a worker of this process, which lets `look` see what it serves meanwhile. */
async function buildHere(env: NodeJS.ProcessEnv, onNote: (text: string) => void, look: () => Promise<void>) {
  const { recipe: parsed, operations, folder: recipeFolder } = await loadRecipe(recipe);
  const storage = openStorage(join(folder.path, 'here'));
  const options = {
    ...({ storage, work: 'build', threads: 1, hosts: 1, hostMemory: undefined, env, serves: true } as const),
    onEvent: (event: { readonly type: string; readonly text?: string }) => onNote(event.text ?? ''),
    signal: new AbortController().signal,
  };
  const { reference, name } = await storeRecipe({ storage, recipe: parsed, recipeFolder, alerts: operations.alerts });
  return withWorkerSession(options, async ({ session, taskQueue }) => {
    const { workflow } = session.client;
    const start = {
      workflowId: `build-${name}`,
      taskQueue,
      args: [{ reference }] as [{ reference: typeof reference }],
    };
    const result = await workflow.execute<typeof buildDataset>('buildDataset', start);
    await look();
    return { result, manifest: (await readVersion(storage, 'docs', result.version)).manifest };
  });
}

test('a worker serves the numbers of the manifest to Prometheus, and its lineage lies in a file', async () => {
  const port = await choosePort(undefined, []);
  const events = join(folder.path, 'events.ndjson');
  process.env['OPENLINEAGE__TRANSPORT__TYPE'] = 'file';
  process.env['OPENLINEAGE__TRANSPORT__LOG_FILE_PATH'] = events;
  const env = {
    ...process.env,
    TEMPORAL_ADDRESS: server.address,
    MILLRACE_METRICS_ADDRESS: `127.0.0.1:${port}`,
  };
  const notes: string[] = [];
  let scrape: Series[] = [];
  const scraped = async () => parseScrape(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  const { manifest } = await buildHere(
    env,
    (text) => notes.push(text),
    async () => {
      scrape = await scraped();
      const meter = Runtime.instance().metricMeter;
      // A version that drifted and that latest names, so that every metric is seen.
      const storage = openStorage(join(folder.path, 'sample'));
      await advanceLatest(storage, 'docs', { version: 3, manifestSha256: 'a'.repeat(64) });
      await recordAnnouncement(meter, { ...announcedOf({ kind: 'finished' }), storage });
      assertAllServed(await scraped());
    },
  );

  const value = (name: string, labels: Record<string, string> = {}) =>
    scrape
      .filter((each) => each.name === name && Object.entries(labels).every(([key, text]) => each.labels[key] === text))
      .reduce((sum, each) => sum + each.value, 0);
  for (const fate of ['kept', 'dropped', 'merged', 'quarantined'] as const) {
    assert.equal(value('millrace_records_total', { dataset: 'docs', fate }), manifest.records[fate], fate);
  }
  assert.equal(value('millrace_dataset_kept_ratio'), manifest.records.kept / manifest.records.in);
  assert.equal(value('millrace_tokens_total'), manifest.tokens);
  assert.equal(value('millrace_version'), manifest.version);
  assert.equal(value('millrace_builds_total'), 1);
  assert.equal(value('millrace_builds_total', { outcome: 'gates-failed' }), 1);
  assert.equal(value('millrace_build_seconds_count'), 1);
  assert.ok(value('millrace_build_seconds_sum') > 0 && value('millrace_build_seconds_sum') < 60);
  for (const { metric, passed, severity } of manifest.gates) {
    assert.equal(value('millrace_gate_passed', { metric, severity }), passed ? 1 : 0, metric);
    assert.equal(value('millrace_gates_failed_total', { metric, severity }), passed ? 0 : 1, metric);
  }
  assert.equal(value('millrace_phase_records_total', { phase: 'map-0' }), manifest.records.in);
  assert.deepEqual(
    notes.filter((note) => /OpenLineage|Prometheus/.test(note)),
    [`OpenLineage events go to ${events}`, `metrics for Prometheus at http://127.0.0.1:${port}/metrics`],
  );
  const lines = readFileSync(events, 'utf8').trimEnd().split('\n');
  const told = lines.map((line) => JSON.parse(line) as { readonly eventType: string });
  assert.deepEqual(
    told.map(({ eventType }) => eventType),
    ['START', 'COMPLETE'],
  );
  for (const event of told) assertRunEvent(event);
});

/** Every metric of Millrace's is served with the labels that it says it has, and no others; so is all that the examples name. */
function assertAllServed(scrape: readonly Series[]): void {
  const served = new Map<string, Set<string>>();
  for (const { name, labels } of scrape) {
    const keys = Object.keys(labels).filter((label) => label !== 'le');
    served.set(metricOf(name), new Set([...(served.get(metricOf(name)) ?? []), ...keys]));
  }
  const known: Record<string, readonly string[]> = {};
  for (const { name, labels } of Object.values(buildMetrics)) known[name] = [...labels].sort();
  const own = [...served].filter(([name]) => name.startsWith('millrace_'));
  assert.deepEqual(Object.fromEntries(own.map(([name, labels]) => [name, [...labels].sort()])), known);

  const example = (name: string) => readFileSync(new URL(`examples/telemetry/${name}`, packageRoot), 'utf8');
  const panels = [...example('grafana-dashboard.json').matchAll(/"expr": "((?:[^"\\]|\\.)*)"/g)];
  const rules = [...example('alerts.yml').matchAll(/expr: (.*)/g)];
  assert.ok(panels.length > 5 && rules.length > 1);
  const expressions = [...panels, ...rules].map((match) => match[1] ?? '');
  for (const expression of expressions) {
    const names = expression.match(/\b(millrace|temporal)_\w+/g) ?? [];
    assert.ok(names.length > 0, expression);
    for (const name of names) assert.ok(served.has(metricOf(name)), `${name} in ${expression}`);
  }
}

test('build sends them by OpenTelemetry, and tells each listener until it was told once', async (context) => {
  const receiver = await openReceiver(context, ({ path }, before) => ({
    status: path === '/flaky' && !before.some((each) => each.path === '/flaky') ? 503 : 200,
  }));
  const { origin } = receiver;
  const end = await millraceOutput(
    ['build', recipe, '--store', join(folder.path, 'there'), '--threads', '1', '--json'],
    {
      ...process.env,
      ...{ TEMPORAL_ADDRESS: server.address, OTEL_EXPORTER_OTLP_ENDPOINT: origin, OPENLINEAGE__TRANSPORT__TYPE: '' },
      ...{ OPENLINEAGE_URL: origin, CALM: `${origin}/calm/secret`, FLAKY: `${origin}/flaky` },
    },
  );
  assert.equal(end.code, 3, end.stderr);
  const result = JSON.parse(end.stdout) as { readonly records: Record<string, number>; readonly tokens: number };
  const sent = (path: string) => receiver.received.filter((each) => each.path === path);

  const last = sent('/v1/metrics').at(-1)?.body ?? assert.fail('no metrics came');
  assert.equal(otlpResource(last)['service.name'], 'millrace');
  const points = otlpPoints(last);
  const records = points.filter(({ metric }) => metric === 'millrace_records_total');
  assert.deepEqual(Object.fromEntries(records.map(({ attributes, value }) => [attributes['fate'], value])), {
    kept: 2,
    dropped: 1,
    merged: 1,
    quarantined: 1,
  });
  assert.equal(result.records['kept'], 2);
  assert.equal(points.find(({ metric }) => metric === 'millrace_dataset_kept_ratio')?.value, 0.4);

  const events = sent('/api/v1/lineage').map(jsonOf);
  assert.deepEqual(
    events.map(({ eventType }) => eventType),
    ['START', 'COMPLETE'],
  );
  for (const event of events) assertRunEvent(event);
  assert.equal(sent('/calm/secret').length, 1);
  assert.equal(sent('/flaky').length, 2);
  const keys = sent('/flaky').map(({ headers }) => headers['idempotency-key']);
  assert.equal(keys[0], keys[1]);
  const log = readFileSync(join(folder.path, 'there', 'temporal', 'worker.log'), 'utf8');
  assert.match(log, /\$MISSING is not set/);
  assert.match(log, /docs gates-failed: http:\/\/127\.0\.0\.1:\d+ answered 503/);
  assert.ok(!`${log}${end.stderr}`.includes('secret'));
});
