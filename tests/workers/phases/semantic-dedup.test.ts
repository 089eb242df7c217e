import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { learnCells, openCells, sampledDocuments } from '../../../pipelines/dedup/cells.ts';
import { dedupSemantic } from '../../../pipelines/dedup/semantic.ts';
import { findSemanticDuplicates, rowsOf } from '../../../pipelines/dedup/semantic-duplicates.ts';
import { cosine, lengthsOf, product, type UnitVectors } from '../../../pipelines/dedup/unit-vectors.ts';
import { openProducts } from '../../../pipelines/dedup/vector-products.ts';
import { explain } from '../../../quality/why.ts';
import { openMemoryStorage } from '../../../storage/memory.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Storage } from '../../../storage/storage.ts';
import { embedTexts } from '../../../workers/embedding/text-embedding.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { miniLmOrSkip } from '../../training/embedding/minilm-or-skip.ts';
import { writeSmallModel } from '../../training/embedding/small-sentence-model.ts';
import { testWithTensorFlow } from '../../training/test-backend.ts';
import { buildHere } from '../build-here.ts';
import { type BuiltTexts, type TextRecord, textStore } from './text-builds.ts';

const words = ['the', 'mill', 'river', 'wheel', 'mills', 'rivers', 'wheels'];

/** Made-up sentences of the small model's words; each third one is another's words in another order. */
const made: readonly TextRecord[] = Array.from({ length: 60 }, (_, index) => {
  const word = (place: number): string =>
    words[(index * index * 3 + place * (index % 3 === 2 ? 5 : 2)) % words.length] ?? '';
  return { id: `t${index}`, text: Array.from({ length: 4 + (index % 9) }, (_, place) => word(place)).join(' ') };
});

interface Lineage {
  readonly parameters: { readonly model: readonly { readonly file: string; readonly sha256: string }[] };
  readonly embedding: { readonly codeSha256: string; readonly tensorflow: string };
}

function mergedOf({ fates }: BuiltTexts) {
  return Object.values(fates)
    .filter(({ fate }) => fate === 'merged')
    .map(({ id, stage, reason, into, similarity }) => [id, stage, reason, into, similarity] as const);
}

testWithTensorFlow(
  'partitions, cells cut over them included, do not show; a twin is one that is kept',
  async (_, t) => {
    const folder = temporaryFolder(t);
    await writeSmallModel(folder);
    const results = [];
    for (const partitionBytes of [1_000_000, 700, 300]) {
      const store = textStore(t);
      const stage = `dedup-semantic: { model: ${folder}, minSimilarity: 0.995, cells: 4, keep: longest }`;
      const built = await store.build(
        made,
        `stages: [ dedup-exact, { ${stage} } ]\nlimits: { partitionBytes: ${partitionBytes} }`,
      );
      results.push({ merged: mergedOf(built), texts: built.texts, ended: built.ended });
    }
    const [whole, ...cut] = results;
    for (const each of cut) assert.deepEqual(each, whole);
    const semantic = whole?.merged.filter(([, stage]) => stage === 'dedup-semantic') ?? [];
    assert.ok(semantic.length > 5 && semantic.length < 50, `${semantic.length}`);
    for (const [id, , reason, into, similarity] of semantic) {
      assert.equal(reason, 'duplicate');
      assert.ok(Object.hasOwn(whole?.texts ?? {}, into ?? ''), `${id} went into ${into}, which is not kept`);
      assert.ok((similarity ?? 0) >= 0.995 && (similarity ?? 2) <= 1);
    }
  },
);

/** What becomes of documents by a walk over all pairs, those of the version first: each one's twin and similarity. */
async function walked(
  folder: string,
  old: readonly TextRecord[],
  fresh: readonly TextRecord[],
  keep: 'first' | 'last' | 'longest',
  minSimilarity: number,
) {
  const order = fresh.toSorted((a, b) => (keep === 'longest' ? b.text.length - a.text.length : 0));
  if (keep === 'last') order.reverse();
  const records = [...old.map(({ id, text }) => ({ id: `old@1#${id}`, text })), ...order];
  const vectors = await embedTexts(
    folder,
    records.map(({ text }) => text),
  );
  const lengths = lengthsOf(vectors);
  const kept = [...old.keys()];
  const twins = new Map<string, readonly [string, number]>();
  for (let place = old.length; place < records.length; place++) {
    let best: readonly [string, number] | undefined;
    for (const other of kept) {
      const found = cosine(product(vectors, place, vectors, other), lengths[place] ?? 0, lengths[other] ?? 0);
      if (found >= minSimilarity && found > (best?.[1] ?? 0)) best = [records[other]?.id ?? '', found];
    }
    if (best === undefined) kept.push(place);
    else twins.set(records[place]?.id ?? '', best);
  }
  return twins;
}

testWithTensorFlow(
  'documents near those of an earlier version are merged into these, whatever keep says',
  async (_, t) => {
    const folder = temporaryFolder(t);
    await writeSmallModel(folder);
    const old = made.filter((_, index) => index % 3 === 0);
    const fresh = made.filter((_, index) => index % 3 !== 0).map(({ id, text }) => ({ id: `n${id}`, text }));
    for (const keep of ['first', 'last', 'longest'] as const) {
      const expected = await walked(folder, old, fresh, keep, 0.998);
      for (const [partitionBytes, cells] of [
        [1_000_000, 1],
        [400, 3],
      ] as const) {
        const store = textStore(t);
        const cut = `output: { shardBytes: 300 }\nlimits: { partitionBytes: ${partitionBytes} }`;
        const { manifest } = await store.build(old, cut, 'old');
        assert.ok(manifest.shards.length > 1);
        const stage = `{ model: ${folder}, minSimilarity: 0.998, keep: ${keep}, cells: ${cells}, probes: 3, against: old }`;
        const built = await store.build(fresh, `stages: [ { dedup-semantic: ${stage} } ]\n${cut}`);
        const merged = mergedOf(built);
        const twins = new Map(merged.map(([id, , , into, similarity]) => [id, [into, similarity]]));
        assert.deepEqual(Object.fromEntries(twins), Object.fromEntries(expected), `${keep}, ${cells} cells`);
        for (const [, , reason, into] of merged) {
          assert.equal(reason, into?.startsWith('old@1#') ? 'in-version' : 'duplicate');
        }
        const reasons = new Set(merged.map(([, , reason]) => reason));
        assert.deepEqual([...reasons].sort(), ['duplicate', 'in-version']);
        const { lineage } = built.manifest;
        assert.deepEqual(
          lineage.against?.map(({ dataset, version }) => [dataset, version]),
          [['old', 1]],
        );
      }
    }
  },
);

testWithTensorFlow('vectors of earlier versions are computed once: of a version only where it is new', async (_, t) => {
  const [folder, model] = [temporaryFolder(t), temporaryFolder(t)];
  await writeSmallModel(model);
  const storage = openMemoryStorage();
  const path = join(folder, 'recipe.yaml');
  const ran = async (records: readonly TextRecord[], minSimilarity: number) => {
    writeFileSync(join(folder, 'in.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const stage = `{ model: ${model}, minSimilarity: ${minSimilarity}, against: set@all }`;
    writeFileSync(
      path,
      `version: 1\ndataset: set\nkind: text\nsources: [{ format: jsonl, path: in.jsonl, id: id }]\nstages: [ { dedup-semantic: ${stage} } ]\n`,
    );
    const built = await buildHere(storage, path, []);
    return [built.ran.get('dedup-semantic-0-version') ?? 0, built.ran.get('dedup-semantic-0-embed') ?? 0];
  };
  assert.deepEqual(await ran(made.slice(0, 3), 1), [0, 1]);
  assert.deepEqual(await ran(made.slice(3, 6), 1), [1, 1]);
  assert.deepEqual(await ran(made.slice(6, 9), 1), [1, 1]);
  // Another limit over the same documents asks for no other vectors, but for those of the version that is there since.
  assert.deepEqual(await ran(made.slice(6, 9), 0.9), [1, 0]);
});

testWithTensorFlow('a build over what others left writes the bytes of one in an empty store', async (_, t) => {
  const [folder, model] = [temporaryFolder(t), temporaryFolder(t)];
  await writeSmallModel(model);
  const recipe = (dataset: string, records: readonly TextRecord[], stages: string): string => {
    const path = join(folder, `${dataset}.yaml`);
    const lines = records.map((record) => `${JSON.stringify(record)}\n`);
    writeFileSync(join(folder, `${dataset}.jsonl`), lines.join(''));
    const source = `{ format: jsonl, path: ${dataset}.jsonl, id: id }`;
    writeFileSync(path, `version: 1\ndataset: ${dataset}\nkind: text\nsources: [ ${source} ]\n${stages}`);
    return path;
  };
  const withVersions = async (): Promise<Storage> => {
    const storage = openMemoryStorage();
    await buildHere(storage, recipe('old', made.slice(0, 8), ''), []);
    return storage;
  };
  const grown = await withVersions();
  const seen = new Set<string>();
  for (const parameters of [
    'against: old, minSimilarity: 0.9',
    'minSimilarity: 0.9',
    'against: old, minSimilarity: 0.998',
    'against: old, minSimilarity: 0.9, keep: last',
    'against: old, minSimilarity: 0.9, cells: 5, probes: 1',
    'against: old, minSimilarity: 0.9, cells: 5, probes: 1, seed: 3',
  ]) {
    const path = recipe(
      'set',
      made.slice(8, 30),
      `stages: [ { dedup-semantic: { model: ${model}, ${parameters} } } ]\n`,
    );
    const { fates, shards } = (await buildHere(grown, path, [])).manifest;
    const fresh = (await buildHere(await withVersions(), path, [])).manifest;
    assert.deepEqual([fates, shards], [fresh.fates, fresh.shards], parameters);
    seen.add(JSON.stringify(fates));
  }
  assert.ok(seen.size >= 5, `${seen.size}`);
});

testWithTensorFlow('the model and the code of its vectors are in the lineage', async (_, t) => {
  const folder = temporaryFolder(t);
  await writeSmallModel(folder);
  const store = textStore(t);
  const { manifest } = await store.build(made.slice(0, 5), `stages: [ { dedup-semantic: { model: ${folder} } } ]`);
  const { stages = [] } = manifest.lineage.recipe as { readonly stages?: readonly object[] };
  const { parameters, embedding } = (stages[0] ?? assert.fail()) as Lineage;
  assert.deepEqual(
    parameters.model.map(({ file }) => file),
    ['config.json', 'model.safetensors', 'tokenizer.json'],
  );
  assert.ok(parameters.model.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)));
  assert.match(embedding.codeSha256, /^[0-9a-f]{64}$/);
  assert.match(embedding.tensorflow, /^\d+\.\d+\.\d+$/);
});

test('a folder without a model is a usage error before any work', async (t) => {
  const store = textStore(t);
  await assert.rejects(store.build(made, `stages: [ { dedup-semantic: { model: ${temporaryFolder(t)} } } ]`), {
    code: 'no-config',
    kind: 'usage',
  });
});

testWithTensorFlow('all-MiniLM-L6-v2 finds paraphrases and lets what is of another matter be', async (_, t) => {
  if ((await miniLmOrSkip(t)) === undefined) return;
  const texts = {
    mill: 'The old mill by the river was torn down in 1931, after its wheel had stood still for ten years.',
    budget: 'Parliament voted on the budget late at night, after a long debate about taxes.',
    bridge: 'The bridge over the river was built of stone from the old quarry in 1931.',
    'mill-again': 'In 1931 the old river mill was demolished; its wheel had not turned for a decade.',
    cake: 'Beat the eggs with the sugar, fold in the flour and bake the cake for forty minutes.',
    'budget-again': 'Late in the night, following lengthy arguments over taxation, the parliament voted on its budget.',
  };
  const store = textStore(t);
  const records = Object.entries(texts).map(([id, text]) => ({ id, text }));
  const built = await store.build(records, 'stages: [ { dedup-semantic: { minSimilarity: 0.8 } } ]');
  assert.deepEqual(Object.keys(built.texts), ['mill', 'budget', 'bridge', 'cake']);
  assert.deepEqual(
    mergedOf(built).map(([id, , , into]) => [id, into]),
    [
      ['mill-again', 'mill'],
      ['budget-again', 'budget'],
    ],
  );
  assert.equal((await explain(store.storage, built.manifest, { id: 'mill-again' })).into, 'mill');
});

/** Some 600 English sentences about many matters: what the recipe's schema says of its keys. */
function manyTexts(): readonly string[] {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('description' in value && typeof value.description === 'string') texts.add(value.description);
    for (const each of Object.values(value)) walk(each);
  };
  walk(JSON.parse(readFileSync(new URL('recipes/recipe.schema.json', packageRoot), 'utf8')));
  return [...texts];
}

/** Pairs of different documents' numbers whose cosine reaches a limit. */
function nearPairs(vectors: UnitVectors, minSimilarity: number): readonly (readonly [number, number])[] {
  const lengths = lengthsOf(vectors);
  const products = openProducts(vectors);
  const pairs: (readonly [number, number])[] = [];
  for (let b = 0; b < lengths.length; b++) {
    for (let a = 0; a < b; a++) {
      if (cosine(products.of(a, b), lengths[a] ?? 0, lengths[b] ?? 0) >= minSimilarity) pairs.push([a, b]);
    }
  }
  return pairs;
}

testWithTensorFlow(
  'of the pairs of near texts that a comparison of all finds, three cells each find 97 %, one cell fewer',
  async (_, t) => {
    if ((await miniLmOrSkip(t)) === undefined) return;
    const texts = manyTexts();
    const vectors = await embedTexts(undefined, texts);
    const limit = 0.6;
    const pairs = nearPairs(vectors, limit);
    assert.ok(pairs.length > 300, `${pairs.length}`);
    const cells = 24;
    const centres = learnCells(rowsOf(vectors, sampledDocuments(texts.length, cells)), cells, 1);
    const recall = (probes: number): number => {
      const nearest = openCells(centres, probes);
      const own = texts.map((_, row) => nearest(vectors, row));
      const met = pairs.filter(([a, b]) => own[b]?.includes(own[a]?.[0] ?? -1) || own[a]?.includes(own[b]?.[0] ?? -1));
      return met.length / pairs.length;
    };
    const [one = 0, , three = 0] = [1, 2, 3].map(recall);
    t.diagnostic(`${pairs.length} pairs: ${one} by one cell, ${three} by three`);
    assert.ok(one < three && three >= 0.97, `${one}, ${three}`);
    const embedded = { ordinals: [...texts.keys()], weights: texts.map(() => 0), vectors };
    const merged = (parameters: object) =>
      findSemanticDuplicates(embedded, dedupSemantic.parameters.parse({ minSimilarity: limit, ...parameters })).length;
    const all = merged({ cells: 1 });
    const near = merged({ cells });
    assert.ok(near >= 0.97 * all && near > merged({ cells, probes: 1 }), `${near} of ${all}`);
  },
);
