import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { corruptedSides, corruptSpans } from '../../../training/objectives/corrupted-spans.ts';

const paper = { density: 0.15, span: 3 };
const sentinelsFrom = 100_000;
const sentinels = Array.from({ length: 2000 }, (_, index) => sentinelsFrom + index);

test("a text of 568 tokens has the sides of T5's pre-training", () => {
  // The authors' compute_input_and_target_lengths(512, 0.15, 3): 568 tokens, inputs of 512 with the end of the text, which
  // is not added here, and targets of 114, which end with it; here they end with a sentinel, as in the paper.
  assert.deepEqual(corruptedSides(568, paper), { source: 511, target: 114, sentinels: 29 });
  assert.deepEqual(corruptedSides(2, paper), { source: 2, target: 3, sentinels: 2 });
});

test('source and target hold the text between them, and no side is longer than that of the longest text', () => {
  const rules = fc.record({
    density: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
    span: fc.double({ min: 1, max: 9, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.nat(40), rules, fc.nat(), (length, more, rule, position) => {
      const ids = Int32Array.from({ length }, (_, place) => place + 1);
      const { source, target } = corruptSpans(ids, sentinels, rule, { seed: 1, epoch: 0, position });
      const most = corruptedSides(length + more, rule);
      const exact = corruptedSides(length, rule);
      assert.deepEqual([source.length, target.length], [exact.source, exact.target]);
      assert.ok(source.length <= most.source && target.length <= most.target);
      assert.ok((source[0] ?? sentinelsFrom) < sentinelsFrom, 'it begins with a piece that stays');
      assert.equal(target.at(-1), sentinelsFrom + exact.sentinels - 1);
      const spans = target.join(' ').split(/ ?1\d{5} ?/);
      const filled = source.flatMap((id) => {
        if (id < sentinelsFrom) return [id];
        const span = spans[id - sentinelsFrom + 1]?.split(' ').map(Number) ?? [];
        assert.ok(span.length > 0 && span.every((each) => each > 0));
        return span;
      });
      assert.deepEqual(filled, [...ids]);
    }),
    { numRuns: 300 },
  );
});

test('the same key takes out the same spans; another sample, epoch or seed others', () => {
  const ids = Int32Array.from({ length: 100 }, (_, place) => place);
  const key = { seed: 3, epoch: 1, position: 7 };
  const of = (change: object) => corruptSpans(ids, sentinels, paper, { ...key, ...change }).source.join(' ');
  assert.equal(of({}), of({}));
  for (const change of [{ seed: 4 }, { epoch: 2 }, { position: 8 }]) assert.notEqual(of(change), of({}));
});

test('each way to cut the spans is as likely', () => {
  // 9 tokens in 3 spans: 28 ways to cut them. 11 tokens stay, in 3 pieces: 45 ways.
  const ids = new Int32Array(20);
  const cuts = new Map<string, number>();
  const draws = 14_000;
  for (let position = 0; position < draws; position++) {
    const { target } = corruptSpans(ids, sentinels, { density: 0.45, span: 3 }, { seed: 1, epoch: 0, position });
    const key = target.map((id) => (id < sentinelsFrom ? '.' : '|')).join('');
    cuts.set(key, (cuts.get(key) ?? 0) + 1);
  }
  assert.equal(cuts.size, 28);
  const expected = draws / 28;
  const chiSquare = [...cuts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // The upper 0.1 % of chi-square with 27 degrees of freedom begins at 55.48.
  assert.ok(chiSquare < 55.48, `${chiSquare}`);
});
