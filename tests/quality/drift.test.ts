import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { unitInterval } from '../../core/seeded-random.ts';
import { distributions, driftMetricNames, driftMetricOf } from '../../quality/distributions.ts';
import { type Distance, driftBetween, driftOf, isAbove } from '../../quality/drift.ts';
import { addValue } from '../../quality/histogram.ts';
import {
  addDocument,
  emptyMetrics,
  measureText,
  mergeMetrics,
  type RecordMetrics,
} from '../../quality/record-metrics.ts';
import { packageRoot } from '../../storage/package-root.ts';

interface Expected<Side> {
  readonly before: Side;
  readonly after: Side;
  readonly psi: number;
  readonly js: number;
  readonly ks?: number;
  readonly noise: number;
}

const oracle: {
  readonly values: readonly Expected<readonly number[]>[];
  readonly categories: readonly Expected<Readonly<Record<string, number>>>[];
} = JSON.parse(readFileSync(new URL('tests/fixtures/drift-scipy-1.17.1.json', packageRoot), 'utf8'));

function ofLengths(lengths: readonly number[]): RecordMetrics {
  const metrics = emptyMetrics();
  for (const length of lengths) addValue(metrics.histograms.characters, length);
  return metrics;
}

function ofLabels(labels: Readonly<Record<string, number>>): RecordMetrics {
  return { ...emptyMetrics(), labels };
}

function assertNear(found: Distance | undefined, expected: Expected<unknown>): void {
  assert.ok(found !== undefined);
  for (const name of ['psi', 'js', 'ks'] as const) {
    const wanted = expected[name] ?? null;
    const near = wanted === null ? found[name] === null : Math.abs((found[name] ?? Number.NaN) - wanted) <= 6e-7;
    assert.ok(near, `${name}: ${found[name]}, not ${wanted}`);
  }
  const ratio = found.noise / expected.noise;
  assert.ok(ratio >= 0.999 && ratio <= 1.031, `noise: ${found.noise}, not ${expected.noise}`);
}

describe('distances are those of NumPy and SciPy', () => {
  for (const [index, expected] of oracle.values.entries()) {
    test(`lengths ${index}`, () =>
      assertNear(driftBetween(ofLengths(expected.before), ofLengths(expected.after))['length'], expected));
  }
  for (const [index, expected] of oracle.categories.entries()) {
    test(`labels ${index}`, () =>
      assertNear(driftBetween(ofLabels(expected.before), ofLabels(expected.after))['labels'], expected));
  }
});

/** Texts of a corpus in which a `share` are as planted: long, Russian or spam. */
function corpus(seed: number, documents: number, planted: { long?: number; russian?: number; spam?: number }) {
  const metrics = emptyMetrics();
  for (let i = 0; i < documents; i++) {
    const draw = (what: string) => unitInterval(`${what} ${i}`, seed);
    const words = Math.round(20 * 8 ** draw('length')) * (draw('long') < (planted.long ?? 0) ? 6 : 1);
    const text = (draw('russian') < (planted.russian ?? 0.1) ? 'слово ' : 'words ').repeat(words);
    const label = draw('spam') < (planted.spam ?? 0.25) ? 'spam' : 'ham';
    addDocument(metrics, { ...measureText(text), label, tokens: null });
  }
  return metrics;
}

const driftedIn = (before: RecordMetrics, after: RecordMetrics, limit = 0.2) =>
  Object.entries(driftBetween(before, after)).flatMap(([name, distance]) => (isAbove(distance, limit) ? [name] : []));

test('drift is found where it was planted, and nowhere else', () => {
  const before = corpus(1, 2000, {});
  assert.deepEqual(driftedIn(before, corpus(2, 2000, { long: 0.5 })), ['length', 'words']);
  assert.deepEqual(driftedIn(before, corpus(3, 2000, { russian: 0.5 })), ['scripts']);
  assert.deepEqual(driftedIn(before, corpus(4, 2000, { spam: 0.6 })), ['labels']);
  assert.deepEqual(driftedIn(before, corpus(5, 2000, { russian: 0.5, spam: 0.6, long: 0.5 })), [
    ...['length', 'words'],
    ...['scripts', 'labels'],
  ]);
});

test('two halves of one corpus have not drifted, whatever its size', () => {
  let [alarms, beyondNoise, compared] = [0, 0, 0];
  for (const documents of [20, 60, 200, 1000]) {
    for (let seed = 0; seed < 40; seed++) {
      const [before, after] = [corpus(seed, documents, {}), corpus(seed + 1000, documents, {})];
      alarms += driftedIn(before, after).length;
      beyondNoise += driftedIn(before, after, 0).length;
      compared += Object.keys(driftBetween(before, after)).length;
    }
  }
  assert.equal(compared, 4 * 40 * 5);
  assert.ok(alarms <= 1, `${alarms} of ${compared} above 0.2 and the noise level`);
  // One in 1,000 passes the noise level itself.
  assert.ok(beyondNoise <= 3, `${beyondNoise} of ${compared} above the noise level`);
});

test('a complete change of ten documents is no noise', () => {
  const short = ofLengths(Array.from({ length: 10 }, (_, i) => 10 + i));
  const long = ofLengths(Array.from({ length: 10 }, (_, i) => 1000 + 100 * i));
  assert.deepEqual(driftedIn(short, long), ['length']);
});

test('a distribution that one version lacks is not compared; fates and reasons need ledgers', () => {
  const metrics = ofLengths([1, 2, 3]);
  assert.deepEqual(Object.keys(driftBetween(metrics, metrics)), ['length']);
  assert.deepEqual(driftBetween(metrics, ofLabels({ ham: 1 })), {});
  const ledger = { in: 100, kept: 80, dropped: 20, merged: 0, quarantined: 0, reasons: { 'gopher-quality.short': 20 } };
  const worse = { ...ledger, kept: 40, dropped: 60, reasons: { 'gopher-quality.short': 20, 'c4-quality.curly': 40 } };
  const found = driftOf({ metrics, ledger }, { metrics, ledger: worse });
  assert.deepEqual(Object.keys(found), ['length', 'fates', 'reasons']);
  assert.ok(found['reasons'] !== undefined && isAbove(found['reasons'], 0.2));
  assert.equal(found['length']?.psi, 0);
});

test('labels of one text each say nothing, and a thousand labels are a few bins', () => {
  const many = (prefix: string, count: number, each: number) =>
    ofLabels(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, each])));
  assert.equal(driftBetween(many('a', 500, 1), many('b', 500, 1))['labels']?.psi, 0);
  const noise = driftBetween(many('a', 900, 10), many('a', 900, 10))['labels']?.noise ?? 1;
  assert.ok(noise > 0 && noise < 0.01, String(noise));
  assert.deepEqual(driftedIn(many('a', 900, 20), many('b', 900, 20)), ['labels']);
});

const lengths = fc.array(fc.nat(2 ** 41), { minLength: 1, maxLength: 60 });

test('distances are within their ranges, zero between equals, and the same however a version was cut', () => {
  fc.assert(
    fc.property(lengths, lengths, fc.nat(60), (before, after, cut) => {
      const found = driftBetween(ofLengths(before), ofLengths(after))['length'];
      assert.ok(found !== undefined && found.psi >= 0 && Number.isFinite(found.psi));
      assert.ok(found.js >= 0 && found.js <= 1 && found.ks !== null && found.ks >= 0 && found.ks <= 1);
      const parts = mergeMetrics([ofLengths(after.slice(cut)), ofLengths(after.slice(0, cut))]);
      assert.deepEqual(driftBetween(ofLengths(before), parts)['length'], found);
      const same = driftBetween(ofLengths(before), ofLengths(before))['length'];
      assert.deepEqual([same?.psi, same?.js, same?.ks], [0, 0, 0]);
    }),
  );
});

test('every drift metric has a name that is read back', () => {
  const names = driftMetricNames();
  assert.ok(names.includes('drift.length.ks') && !names.includes('drift.labels.ks'));
  for (const name of names) assert.ok(driftMetricOf(name) !== undefined, name);
  for (const name of ['drift.length', 'drift.length.psi.x', 'drift.labels.ks', 'drift.nothing.psi', 'length.psi']) {
    assert.equal(driftMetricOf(name), undefined, name);
  }
  assert.equal(new Set(distributions.map(({ name }) => name)).size, distributions.length);
});
