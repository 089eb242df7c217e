import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { chooseToken, logprobsOf, tokenShares } from '../../../training/generation/sampling.ts';

interface Case {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly logits: readonly number[];
  readonly logprobs: readonly number[];
  readonly shares: Readonly<Record<string, number>>;
}

const fixture = new URL('tests/fixtures/training/generation/sampling.json', packageRoot);
const cases = JSON.parse(readFileSync(fixture, 'utf8')) as readonly Case[];

test("the tokens that are kept, and their shares, are those of transformers' warpers", () => {
  for (const { logits, shares, logprobs, ...settings } of cases) {
    const found = tokenShares(Float32Array.from(logits), { ...settings, seed: 0 });
    const byId = new Map(Array.from(found.ids, (id, index) => [id, found.shares[index] ?? 0]));
    assert.deepEqual([...byId.keys()].sort((a, b) => a - b).map(String), Object.keys(shares), JSON.stringify(settings));
    for (const [id, share] of Object.entries(shares)) assert.ok(Math.abs((byId.get(Number(id)) ?? 0) - share) < 1e-6);
    const { top } = logprobsOf(Float32Array.from(logits), 0, logits.length);
    for (const { id, logprob } of top) assert.ok(Math.abs(logprob - (logprobs[id] ?? 0)) < 1e-5);
  }
});

test('tokens are drawn as often as their shares say, by seed and place alone', () => {
  const logits = Float32Array.from([0.1, 2, -1, 1.2, 0.3]);
  const settings = { temperature: 0.9, topK: 4, topP: 1, seed: 5 };
  const draws = Array.from({ length: 20_000 }, (_, place) => chooseToken(logits, settings, place));
  const { ids, shares } = tokenShares(logits, settings);
  for (const [index, id] of Array.from(ids).entries()) {
    const share = draws.filter((drawn) => drawn === id).length / draws.length;
    // Four standard deviations.
    assert.ok(Math.abs(share - (shares[index] ?? 0)) < 4 * Math.sqrt(0.25 / draws.length), `token ${id}`);
  }
  assert.ok(!draws.includes(2));
  assert.deepEqual(
    draws.slice(7, 99),
    draws.slice(7, 99).map((_, place) => chooseToken(logits, settings, place + 7)),
  );
});

test('of equal logits the lowest ids come first', () => {
  const logits = Float32Array.from([1, 3, 3, 3, 0]);
  assert.equal(chooseToken(logits, { temperature: 0, topK: 0, topP: 1, seed: 1 }, 0), 1);
  const { ids } = tokenShares(logits, { temperature: 1, topK: 2, topP: 1, seed: 1 });
  assert.deepEqual([...Array.from(ids)], [1, 2]);
});
