import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { randomUint32 } from '../../../core/seeded-random.ts';
import { cellEdges } from '../../../pipelines/dedup/cell-edges.ts';
import { cellCount, learnCells, openCells, sampledDocuments } from '../../../pipelines/dedup/cells.ts';
import { type Edges, joinEdges, type Merge, mergeGreedily } from '../../../pipelines/dedup/cluster.ts';
import { readEmbeddingFile, writeEmbeddingFile } from '../../../pipelines/dedup/embedding-file.ts';
import { dedupSemantic } from '../../../pipelines/dedup/semantic.ts';
import { findSemanticDuplicates, rowsOf } from '../../../pipelines/dedup/semantic-duplicates.ts';
import {
  cosine,
  joinVectors,
  lengthsOf,
  product,
  type UnitVectors,
  unitVector,
} from '../../../pipelines/dedup/unit-vectors.ts';
import { openProducts } from '../../../pipelines/dedup/vector-products.ts';

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

test("products are whole numbers' own, for widths that fill no register, too", () => {
  for (const numbers of [1, 7, 8, 9, 384]) {
    const draw = (seed: number) => Float32Array.from({ length: numbers }, (_, at) => randomUint32(seed, at) - 2 ** 31);
    const vectors = vectorsOf([draw(1), draw(2), draw(1), new Float32Array(numbers)]);
    const products = openProducts(vectors);
    for (const a of [0, 1, 2, 3]) {
      products.hold(vectors.numbers.subarray(a * numbers, (a + 1) * numbers));
      for (const b of [0, 1, 2, 3]) {
        const expected = product(vectors, a, vectors, b);
        assert.deepEqual([products.of(a, b), products.held(b)], [expected, expected], `${numbers}: ${a}, ${b}`);
      }
    }
  }
});

/** The edges of one cell that holds all documents, walked in the order of their places. */
function allEdges(vectors: UnitVectors, minSimilarity: number, knownDocuments = 0): Edges {
  const count = vectors.numbers.length / vectors.width;
  const documents = Uint32Array.from({ length: count }, (_, place) => place);
  const cell = { documents, cells: new Uint32Array(count), probes: 1, vectors };
  return cellEdges(0, cell, { minSimilarity, knownDocuments });
}

function merges(vectors: UnitVectors, minSimilarity: number, knownDocuments = 0): readonly Merge[] {
  return mergeGreedily(allEdges(vectors, minSimilarity, knownDocuments));
}

/** The edges of all pairs, but those of the first `known`. */
function bruteEdges(vectors: UnitVectors, minSimilarity: number, known = 0): Edges {
  const lengths = lengthsOf(vectors);
  const edges: [number, number, number][] = [];
  for (let b = known; b < lengths.length; b++) {
    for (let a = 0; a < b; a++) {
      const found = cosine(product(vectors, a, vectors, b), lengths[a] ?? 0, lengths[b] ?? 0);
      if (found >= minSimilarity) edges.push([a, b, found]);
    }
  }
  return {
    a: Uint32Array.from(edges, ([a]) => a),
    b: Uint32Array.from(edges, ([, b]) => b),
    similarity: Float64Array.from(edges, ([, , similarity]) => similarity),
  };
}

test('a vector of zeros resembles nothing', () => {
  assert.deepEqual(merges(vectorsOf([new Float32Array(width), new Float32Array(width)]), 0.1), []);
});

test('documents of one cell are merged as by all pairs and the greedy walk, those of earlier versions stay', () => {
  const count = 60;
  const all = Array.from({ length: count }, (_, index) => vectorOf(index % 7, (index % 11) / 5));
  const vectors = vectorsOf(all);
  for (const known of [0, 20]) {
    for (const minSimilarity of [0.5, 0.7, 0.9]) {
      const expected = mergeGreedily(bruteEdges(vectors, minSimilarity, known));
      assert.ok(expected.length > 0 && expected.every(({ document }) => document >= known));
      assert.deepEqual(merges(vectors, minSimilarity, known), expected);
    }
  }
});

test('edges grow with the documents, not with the pairs, where all are nearly equal', () => {
  const vectors = vectorsOf(Array.from({ length: 500 }, () => vectorOf(1)));
  const { a } = allEdges(vectors, 0.9);
  assert.ok(a.length >= 499 && a.length <= 5 * 500, `${a.length}`);
  assert.equal(merges(vectors, 0.9).length, 499);
});

test('a pair is compared once, and where the nearest cell of one is a cell of the other', () => {
  const probes = 3;
  const cells = fc.uniqueArray(fc.nat(5), { minLength: probes, maxLength: probes });
  const vectors = vectorsOf([vectorOf(1), vectorOf(1)]);
  fc.assert(
    fc.property(cells, cells, (one, other) => {
      const own = { documents: Uint32Array.of(0, 1), cells: Uint32Array.from([...one, ...other]), probes, vectors };
      let edges = 0;
      for (const cell of one.filter((each) => other.includes(each))) {
        edges += cellEdges(cell, own, { minSimilarity: 0.5, knownDocuments: 0 }).a.length;
      }
      assert.equal(edges, one.includes(other[0] ?? -1) || other.includes(one[0] ?? -1) ? 1 : 0);
    }),
  );
});

test('documents whose twin another cell merges are merged with each other', () => {
  const vectors = vectorsOf([vectorOf(1), vectorOf(1), vectorOf(1), vectorOf(1)]);
  // The first is at home in cell 1, the others in cell 0; only the second is in both.
  const cellsOfDocument = [
    [1, 3],
    [0, 1],
    [0, 2],
    [0, 2],
  ];
  const edges = [0, 1, 2, 3].map((cell) => {
    const own = [0, 1, 2, 3].filter((document) => cellsOfDocument[document]?.includes(cell));
    const cells = Uint32Array.from(own.flatMap((document) => cellsOfDocument[document] ?? []));
    const members = { documents: Uint32Array.from(own), cells, probes: 2, vectors: rowsOf(vectors, own) };
    return cellEdges(cell, members, { minSimilarity: 0.9, knownDocuments: 0 });
  });
  assert.deepEqual(mergeGreedily(joinEdges(edges)), [
    { document: 1, into: 0, similarity: 1 },
    { document: 3, into: 2, similarity: 1 },
  ]);
});

test('with as many probes as cells all pairs are compared, and no merged document has a twin that is merged', () => {
  const documents = Array.from({ length: 90 }, (_, index) => vectorOf(index % 6, (index % 13) / 4));
  const embedded = { ordinals: [...documents.keys()], weights: documents.map(() => 0), vectors: vectorsOf(documents) };
  const removals = (cells: number, probes: number) =>
    findSemanticDuplicates(embedded, dedupSemantic.parameters.parse({ minSimilarity: 0.6, cells, probes }));
  const whole = removals(1, 1);
  assert.deepEqual(removals(8, 8), whole);
  for (const probes of [1, 2, 4]) {
    const found = removals(8, probes);
    const gone = new Set(found.map(({ ordinal }) => ordinal));
    assert.ok(found.length > 0 && found.length <= whole.length);
    for (const { ordinal, intoOrdinal, similarity } of found) {
      assert.ok(!gone.has(intoOrdinal) && intoOrdinal < ordinal && similarity >= 0.6);
    }
  }
});

test('which twin stays is what keep says', () => {
  const vectors = vectorsOf([vectorOf(1), vectorOf(2), vectorOf(1, 0.1), vectorOf(1, 0.05)]);
  const merged = (keep: 'first' | 'last' | 'longest') =>
    findSemanticDuplicates(
      { ordinals: [0, 1, 2, 3], weights: [5, 9, 7, 7], vectors },
      dedupSemantic.parameters.parse({ keep, minSimilarity: 0.9 }),
    ).map(({ ordinal, intoOrdinal }) => [ordinal, intoOrdinal]);
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
    const nearest = openCells(centres, 1);
    const sums = Array.from({ length: cells }, () => new Float64Array(width));
    for (let row = 0; row < 120; row++) {
      sums[nearest(sample, row)[0] ?? 0]?.forEach((value, place, sum) => {
        sum[place] = value + (sample.numbers[row * width + place] ?? 0);
      });
    }
    const expected = sums.flatMap((sum) => [...unitVector(sum)]);
    assert.deepEqual([...centres.numbers], expected, `seed ${seed}`);
    assert.equal(new Set(sums.map(String)).size, cells);
  }
});

test('cells are one up to 10,000 documents, then one for each 1,000, and never more than documents', () => {
  const cases = [
    [0, 0, 1],
    [10_000, 0, 1],
    [10_001, 0, 11],
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
  cells: [9, { minSimilarity: 0.3, probes: 1 }],
  probes: [2, { minSimilarity: 0.3, cells: 6, probes: 1 }],
  seed: [2, { minSimilarity: 0.3, cells: 6, probes: 1 }],
};

test('each parameter changes some result, but the model and the versions, which others test', () => {
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
  assert.deepEqual(names.filter((name) => !['against', 'model'].includes(name)).sort(), Object.keys(cases).sort());
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
