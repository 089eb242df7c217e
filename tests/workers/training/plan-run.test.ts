import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { RecipeTraining } from '../../../recipes/recipe.ts';
import { commitVersion, readNewest, readVersion } from '../../../shards/catalogue.ts';
import type { ManifestDraft } from '../../../shards/manifest.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { readsImages } from '../../../training/run-config.ts';
import type { RunSettings } from '../../../training/run-settings.ts';
import { readRunRecord } from '../../../training/runs/run-record.ts';
import { planRun } from '../../../workers/training/plan-run.ts';
import { storeTraining } from '../../../workers/training/stored-training.ts';
import { writeSampleVersion } from '../../shards/sample-version.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleRun } from '../../training/runs/sample-run.ts';

const causal: RunSettings = {
  ...sampleRun.settings,
  name: 'pretrain',
  objective: { name: 'causal', parameters: {} },
};
const classify: RunSettings = { ...causal, name: 'spam', from: 'pretrain', objective: sampleRun.settings.objective };

/** A store with a version that packs 8 tokens; `change` makes it another one. */
async function storeOf(t: TestContext, change: (draft: ManifestDraft) => ManifestDraft = (draft) => draft) {
  const storage = openLocalFolder(temporaryFolder(t));
  const draft = await writeSampleVersion(storage, 'mail', 6);
  const { sha256, file } = draft.lineage.inputs;
  const tokenizer = { file, sha256, vocabulary: 300 };
  await commitVersion(storage, change({ ...draft, lineage: { ...draft.lineage, tokenizer } }));
  const plan = async (
    train: readonly RunSettings[],
    index: number,
    earlier: readonly string[] = [],
    evaluate: RecipeTraining['evaluate'] = [],
  ) => {
    const training = await storeTraining(storage, 'mail', { train, evaluate } satisfies RecipeTraining);
    const request = { store: storage.location, training, dataset: 'mail', version: 1, index, earlier };
    const { run } = await planRun(request);
    const config = await readRunRecord(storage, `runs/${run}`);
    assert.ok(!readsImages(config));
    return { run, config };
  };
  return { storage, plan };
}

test('the same request gives the same run, and what decides its weights another one', async (t) => {
  const { plan } = await storeOf(t);
  const { run, config } = await plan([causal], 0);
  assert.match(run, /^mail-pretrain-[0-9a-f]{8}$/);
  assert.deepEqual([config.length, config.positions, config.vocabulary, config.from], [8, 8, 300, null]);
  assert.deepEqual(config.settings, causal);
  assert.equal((await plan([causal], 0)).run, run);
  assert.equal((await plan([causal, classify], 0)).run, run);
  for (const change of [{ seed: 2 }, { dropout: 0.1 }, { steps: 401 }, { engine: 'eager' }] as const) {
    assert.notEqual((await plan([{ ...causal, ...change }], 0)).run, run, JSON.stringify(change));
  }
});

test('another version of the same name is another run', async (t) => {
  const { run } = await (await storeOf(t)).plan([causal], 0);
  const other = await storeOf(t, (draft) => ({ ...draft, tokens: 6 }));
  assert.notEqual((await other.plan([causal], 0)).run, run);
});

test('a run from an earlier one takes over its length and positions, and may take less', async (t) => {
  const { plan } = await storeOf(t);
  const train = [causal, classify];
  const first = await plan(train, 0);
  const { config } = await plan(train, 1, [first.run]);
  assert.deepEqual([config.from, config.length, config.positions], [first.run, 8, 8]);
  const shorter = await plan([causal, { ...classify, length: 5 }], 1, [first.run]);
  assert.deepEqual([shorter.config.length, shorter.config.positions], [5, 8]);
  await assert.rejects(plan([causal, { ...classify, length: 9 }], 1, [first.run]), {
    code: 'run-length',
    kind: 'usage',
    message: 'run spam asks for 9 tokens, and the model it starts from has positions for 8',
    hint: 'ask for at most 8',
  });
});

test('samples of packed tokens have the length that was packed', async (t) => {
  const { plan, storage } = await storeOf(t);
  await assert.rejects(plan([{ ...causal, length: 16 }], 0), {
    code: 'run-length',
    kind: 'usage',
    message: 'run pretrain asks for samples of 16 tokens, and the version packs 8',
  });
  assert.deepEqual(await storage.folders('runs/'), []);
  const documents = { ...classify, from: null, length: 16 };
  const { config } = await plan([documents], 0);
  assert.deepEqual([config.length, config.positions], [16, 16]);
});

test('a mix is pinned to the versions that its names mean now', async (t) => {
  const { plan, storage } = await storeOf(t);
  const draft = await writeSampleVersion(storage, 'web', 6);
  const { sha256, file } = draft.lineage.inputs;
  const tokenizer = {
    file,
    sha256: (await readNewest(storage, 'mail')).manifest.lineage.tokenizer?.sha256 ?? sha256,
    vocabulary: 300,
  };
  const web = await commitVersion(storage, { ...draft, lineage: { ...draft.lineage, tokenizer } });
  const mail = await commitVersion(storage, { ...(await readNewest(storage, 'mail')).manifest, tokens: 7 });
  const mixed = { ...causal, mix: { samples: 9, parts: [{ version: 'web', weight: 2 }, { version: 'mail' }] } };
  const { run, config } = await plan([mixed], 0);
  const first = await readVersion(storage, 'mail', 1);
  // The dataset that is built means the version that is built, not a newer one.
  assert.equal(mail.manifest.version, 2);
  assert.deepEqual(config.mix, {
    samples: 9,
    parts: [
      { version: { dataset: 'web', version: 1, manifestSha256: web.sha256 }, weight: 2 },
      { version: { dataset: 'mail', version: 1, manifestSha256: first.sha256 } },
    ],
  });
  assert.notEqual((await plan([{ ...mixed, mix: { parts: [{ version: 'web' }] } }], 0)).run, run);
  assert.equal((await plan([causal], 0)).config.mix, undefined);
  const other = {
    ...draft,
    tokens: 5,
    lineage: { ...draft.lineage, tokenizer: { ...tokenizer, sha256: 'c'.repeat(64) } },
  };
  await commitVersion(storage, other);
  await assert.rejects(plan([{ ...mixed, mix: { parts: [{ version: 'web@2' }] } }], 0), {
    code: 'mix-unfit',
    kind: 'usage',
    message: /the same tokenizer, found [0-9a-f]{64} in mail@1 and c{64} in web@2/,
  });
});

test('a version without tokens is nothing to train on', async (t) => {
  const { plan } = await storeOf(t, (draft) => ({ ...draft, lineage: { ...draft.lineage, tokenizer: null } }));
  await assert.rejects(plan([causal], 0), { code: 'no-tokens', kind: 'usage', message: /^mail@1 has no tokens/ });
});

test('scores of two classes are asked of two, and of a run of more the plan refuses them', async (t) => {
  const labels = (count: number) => (draft: ManifestDraft) => ({ ...draft, summary: { 'labels.distinct': count } });
  const asked = (metric: 'f1' | 'macroF1') =>
    [{ run: 'spam', on: 'holdout', metrics: ['accuracy', metric], against: null }] as const;
  const alone = { ...classify, from: null };
  const many = await storeOf(t, labels(3));
  await assert.rejects(many.plan([alone], 0, [], asked('f1')), {
    code: 'bad-metric',
    kind: 'usage',
    message: 'evaluate asks for f1 of run spam, which has 3 classes, not two',
  });
  await many.plan([alone], 0, [], asked('macroF1'));
  const named = { ham: ['a', 'b'], spam: ['c'] };
  const joined = { ...alone, objective: { ...alone.objective, parameters: { classes: named } } };
  await many.plan([joined], 0, [], asked('f1'));
  await (await storeOf(t, labels(2))).plan([alone], 0, [], asked('f1'));
});

interface Listed {
  [key: string]: string | number | Record<string, string>;
}

test('answers that a version marked, and rewrote since, are refused before the run', async (t) => {
  const stagesOf = (...names: readonly string[]) =>
    names.map((stage): Listed => ({ stage, version: 1, parameters: stage === 'pii' ? { emails: 'mask' } : {} }));
  const planned = async (stages: Listed[], augment: { copies: number } | null = null) => {
    const { plan } = await storeOf(t, (draft) => {
      const recipe = draft.lineage.recipe as object;
      return { ...draft, lineage: { ...draft.lineage, recipe: { ...recipe, stages, augment } } };
    });
    return await plan([{ ...causal, name: 'tutor', objective: { name: 'instruct', parameters: {} } }], 0);
  };
  await assert.rejects(planned(stagesOf('normalize')), { code: 'no-answers', kind: 'usage' });
  await assert.rejects(planned(stagesOf('chat', 'length', 'pii')), {
    ...{ code: 'answers-moved', kind: 'usage' },
    message: 'run tutor judges answers, and in mail@1 `pii` rewrote texts after `chat` had marked them',
  });
  await assert.rejects(planned(stagesOf('chat'), { copies: 1 }), { code: 'answers-moved' });
  assert.match((await planned(stagesOf('pii', 'chat', 'language'))).run, /^mail-tutor-/);
});
