import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain } from '../../../quality/why.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { miniLmOrSkip } from '../../training/embedding/minilm-or-skip.ts';
import { writeSmallModel } from '../../training/embedding/small-sentence-model.ts';
import { testWithTensorFlow } from '../../training/test-backend.ts';
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
