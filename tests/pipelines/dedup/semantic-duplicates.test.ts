import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { cellCount, cellOf, learnCells, sampledDocuments } from '../../../pipelines/dedup/cells.ts';
import { mergeGreedily } from '../../../pipelines/dedup/cluster.ts';
import { readEmbeddingFile, writeEmbeddingFile } from '../../../pipelines/dedup/embedding-file.ts';
import { mergeCell } from '../../../pipelines/dedup/merge-cell.ts';
import { dedupSemantic } from '../../../pipelines/dedup/semantic.ts';
import { findSemanticDuplicates } from '../../../pipelines/dedup/semantic-duplicates.ts';
import { cosine, joinVectors, lengthsOf, product, unitVector } from '../../../pipelines/dedup/unit-vectors.ts';

const width = 16;

/** A direction drawn by topic, and turned a little by `turn`. */
function vectorOf(topic: number, turn = 0): Float32Array {
  return Float32Array.from({ length: width }, (_, place) => {
    const draw = (seed: number) => randomUint32(seed, place) / 2 ** 31 - 1;
    return draw(topic) + turn * draw(1000 + topic + turn * 100);
  });
}

function vectorsOf(vectors: readonly Float32Array[]) {
  return joinVectors(vectors.map((vector) => ({ width: vector.length, numbers: unitVector(vector) })));
}

function plainCosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, place) => sum + value * (y[place] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

test('cosines of 16-bit vectors are those of the vectors to 1e-3, and 1 of equal directions', () => {
  const component = fc.float({ min: -4, max: 4, noNaN: true });
  const any = fc.array(component, { minLength: 4, maxLength: 4 }).map((values) => Float32Array.from(values));
  fc.assert(
    fc.property(any, any, (a, b) => {
      fc.pre([a, b].every((each) => Math.hypot(...each) > 1e-3));
      const vectors = vectorsOf([a, b, a.map((value) => value * 3)]);
      const [first = 0, second = 0, third = 0] = lengthsOf(vectors);
      const found = cosine(product(vectors, 0, vectors, 1), first, second);
      assert.ok(Math.abs(found - plainCosine(a, b)) < 1e-3, `${found}, ${plainCosine(a, b)}`);
      assert.ok(cosine(product(vectors, 0, vectors, 2), first, third) > 0.9999);
      assert.equal(cosine(product(vectors, 0, vectors, 0), first, first), 1);
    }),
  );
});

test('a vector of zeros resembles nothing', () => {
  const vectors = vectorsOf([new Float32Array(width), new Float32Array(width)]);
  assert.deepEqual(mergeCell({ weights: new Uint32Array(2), vectors }, { keep: 'first', minSimilarity: 0.1 }), []);
});

test('documents of a cell are merged as by all pairs and the greedy walk', () => {
  const count = 60;
  const all = Array.from({ length: count }, (_, index) => vectorOf(index % 7, (index % 11) / 5));
  const vectors = vectorsOf(all);
  const lengths = lengthsOf(vectors);
  for (const minSimilarity of [0.5, 0.7, 0.9]) {
    const edges: [number, number, number][] = [];
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const found = cosine(product(vectors, a, vectors, b), lengths[a] ?? 0, lengths[b] ?? 0);
        if (found >= minSimilarity) edges.push([a, b, found]);
      }
    }
    const expected = mergeGreedily({
      a: Uint32Array.from(edges, ([a]) => a),
      b: Uint32Array.from(edges, ([, b]) => b),
      similarity: Float64Array.from(edges, ([, , similarity]) => similarity),
    });
    assert.ok(expected.length > 0);
    assert.deepEqual(
      mergeCell({ weights: new Uint32Array(count), vectors }, { keep: 'first', minSimilarity }),
      expected,
    );
  }
});

test('which twin stays is what keep says', () => {
  const vectors = vectorsOf([vectorOf(1), vectorOf(2), vectorOf(1, 0.1), vectorOf(1, 0.05)]);
  const weights = Uint32Array.of(5, 9, 7, 7);
  const merged = (keep: 'first' | 'last' | 'longest') =>
    mergeCell({ weights, vectors }, { keep, minSimilarity: 0.9 }).map(({ document, into }) => [document, into]);
  assert.deepEqual(merged('first'), [
    [2, 0],
    [3, 0],
  ]);
  assert.deepEqual(merged('last'), [
    [0, 3],
    [2, 3],
  ]);
  assert.deepEqual(merged('longest'), [
    [0, 2],
    [3, 2],
  ]);
});

test('each centre is the direction of the members that it is nearest to', () => {
  const sample = vectorsOf(Array.from({ length: 120 }, (_, index) => vectorOf(index % 4, (index % 30) / 100)));
  for (const seed of [1, 2, 7]) {
    const cells = 5;
    const centres = learnCells(sample, cells, seed);
    assert.deepEqual(learnCells(sample, cells, seed), centres);
    const sums = Array.from({ length: cells }, () => new Float64Array(width));
    for (let row = 0; row < 120; row++) {
      sums[cellOf(sample, row, centres)]?.forEach((value, place, sum) => {
        sum[place] = value + (sample.numbers[row * width + place] ?? 0);
      });
    }
    const expected = sums.flatMap((sum) => [...unitVector(sum)]);
    assert.deepEqual([...centres.numbers], expected, `seed ${seed}`);
    assert.equal(new Set(sums.map(String)).size, cells);
  }
});

test('cells are one up to 2,000 documents, then one for each 1,000, and never more than documents', () => {
  const cases = [
    [0, 0, 1],
    [2000, 0, 1],
    [2001, 0, 3],
    [1_000_000, 0, 1000],
    [100_000_000, 0, 4096],
    [5, 9, 5],
    [50, 9, 9],
  ] as const;
  for (const [documents, asked, expected] of cases) assert.equal(cellCount(documents, asked), expected);
  assert.deepEqual([...sampledDocuments(6, 2)], [0, 1, 2, 3, 4, 5]);
  const sample = sampledDocuments(1_000_000, 1000);
  assert.equal(sample.length, 64_000);
  assert.ok((sample.at(-1) ?? 0) < 1_000_000 && new Set(sample).size === 64_000);
});

/** Documents whose fates change when a parameter, beside the others, takes the value. */
const cases: Readonly<Record<string, readonly [value: unknown, beside: Record<string, unknown>]>> = {
  minSimilarity: [0.999, { minSimilarity: 0.5 }],
  keep: ['last', { minSimilarity: 0.5 }],
  cells: [9, { minSimilarity: 0.5 }],
  seed: [2, { minSimilarity: 0.3, cells: 6 }],
};

test('each parameter changes some result, but the model, which others test', () => {
  const documents = Array.from({ length: 40 }, (_, index) => vectorOf(index % 5, (index % 8) / 6));
  const embedded = {
    ordinals: [...documents.keys()].map((ordinal) => 2 * ordinal),
    weights: documents.map(() => 0),
    vectors: vectorsOf(documents),
  };
  const removals = (parameters: Record<string, unknown>) =>
    findSemanticDuplicates(embedded, dedupSemantic.parameters.parse(parameters));
  for (const [name, [value, beside]] of Object.entries(cases)) {
    assert.notDeepEqual(removals({ ...beside, [name]: value }), removals(beside), name);
  }
  assert.ok(dedupSemantic.parameters instanceof z.ZodObject);
  const names = Object.keys(dedupSemantic.parameters.shape);
  assert.deepEqual(names.filter((name) => name !== 'model').sort(), Object.keys(cases).sort());
  for (const { ordinal, intoOrdinal } of removals({ minSimilarity: 0.5 })) {
    assert.ok(ordinal % 2 === 0 && intoOrdinal % 2 === 0 && intoOrdinal < ordinal);
  }
});

test('an embedding file is read as it was written, and one of another length is refused', () => {
  const file = {
    ordinals: Uint32Array.of(0, 3),
    weights: Uint32Array.of(7, 0),
    vectors: vectorsOf([vectorOf(1), vectorOf(2)]),
  };
  const bytes = writeEmbeddingFile(file);
  assert.deepEqual(readEmbeddingFile(bytes), file);
  assert.throws(() => readEmbeddingFile(bytes.subarray(1)), { code: 'embedding-file-corrupt' });
  assert.throws(() => readEmbeddingFile(bytes.subarray(0, bytes.length - 2)), { code: 'embedding-file-corrupt' });
  const empty = { ordinals: new Uint32Array(), weights: new Uint32Array(), vectors: joinVectors([]) };
  assert.deepEqual(readEmbeddingFile(writeEmbeddingFile(empty)), empty);
});
