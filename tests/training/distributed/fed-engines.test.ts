import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { writeSpans } from '../../../pipelines/chat/answer-spans.ts';
import { readVersion } from '../../../shards/catalogue.ts';
import type { StoredDocument } from '../../../shards/documents.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { RunConfig } from '../../../training/run-config.ts';
import { recordRun } from '../../../training/runs/run-record.ts';
import { importPretrained } from '../../../workers/training/import-pretrained.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { commitImages, picture } from '../../streaming/image-version.ts';
import { labelledDocuments } from '../../streaming/synthetic-version.ts';
import { chatDocuments } from '../chat-version.ts';
import { configOf, side, storeOf } from '../shaded-images.ts';
import { engineEnvironment } from './engine-python.ts';
import { farthest, holdEqual, judgedLoss } from './equal-runs.ts';
import { trainedHere } from './planned-runs.ts';
import { looks, named, sizes, steps, textRun } from './synthetic-runs.ts';

const replicated = { engine: 'torchrun', processes: 2 } as const;
const sharded = { ...replicated, strategy: 'fsdp' } as const;
const dealt = { ...replicated, strategy: 'zero' } as const;
const accelerated = { engine: 'accelerate', processes: 2 } as const;
type Spread = typeof replicated | typeof sharded | typeof dealt | typeof accelerated;

function questions(count: number, first: number): readonly StoredDocument[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const text = `The ${['old', 'new', 'red'][number % 3]} mill has ${number} bags of flour, and the baker has none. `;
    const whole = text.repeat(1 + (number % 4));
    const at = whole.indexOf(String(number));
    const spans = number % 5 === 4 ? [] : [[at, at + String(number).length] as const];
    const metadata = { question: 'How many bags?', answers: writeSpans(whole, spans) };
    const id = `question-${number}`;
    return { ...{ id, text: whole, source: `f:${number}`, label: null, parent: null }, metadata };
  });
}

async function hold(
  t: TestContext,
  open: (storage: Storage) => Promise<(run: string) => RunConfig>,
  spreads: readonly Spread[],
  given: Storage = openLocalFolder(temporaryFolder(t)),
): Promise<void> {
  const env = await engineEnvironment(t, 'torchrun');
  if (env === undefined) return;
  const config = await open(given);
  await recordRun(given, 'runs/here', config('here'));
  const here = await trainedHere(given, 'here');
  const score = await judgedLoss(given, 'here');
  for (const [index, spread] of spreads.entries()) {
    await t.test(JSON.stringify(spread), async (t) => {
      if ((await engineEnvironment(t, spread.engine)) === undefined) return;
      const run = `there-${index}`;
      const base = config(run);
      await recordRun(given, `runs/${run}`, { ...base, settings: { ...base.settings, ...spread } });
      holdEqual(here, await trainedHere(given, run, { env }));
      assert.ok(Math.abs((await judgedLoss(given, run)) - score) < 1e-5);
    });
  }
}

const letters = (count: number, first: number) => labelledDocuments(count, ['a', 'b', null], first);

test('classes of documents are learned by a decoder, with a head over its residual states', (t) =>
  hold(t, (storage) => textRun(storage, letters, named('gpt', sizes), named('classify', { labelSmoothing: 0.1 })), [
    replicated,
    sharded,
    dealt,
    accelerated,
  ]));

test('and with one over its last state, of LLaMA', (t) =>
  hold(
    t,
    (storage) => textRun(storage, letters, named('llama', sizes), named('classify', { pool: 'end', cut: 'middle' })),
    [replicated],
  ));

test('by an encoder with a pooler, whose other head decays as it does here', (t) =>
  hold(t, (storage) => textRun(storage, letters, named('bert', { ...sizes, pooler: true }), named('classify')), [
    replicated,
    sharded,
  ]));

test('chats that share samples are the same, by GPT-2 and by LLaMA', async (t) => {
  for (const [model, spread] of [
    ['gpt', replicated],
    ['llama', sharded],
  ] as const) {
    const chats = (storage: Storage) => textRun(storage, chatDocuments, named(model, sizes), named('instruct'));
    await t.test(model, (t) => hold(t, chats, [spread]));
  }
  const alone = named('instruct', { pack: false, lossOn: 'all' });
  await t.test('alone', (t) =>
    hold(t, (storage) => textRun(storage, chatDocuments, named('gpt', sizes), alone), [replicated]),
  );
});

test('answers are found in texts by an encoder and by a decoder', async (t) => {
  for (const model of ['bert', 'gpt']) {
    const asked = (storage: Storage) => textRun(storage, questions, named(model, sizes), named('answer'));
    await t.test(model, (t) => hold(t, asked, [replicated]));
  }
});

test('images are told apart, augmented and mixed as here', async (t) => {
  const augment = [
    { name: 'random-crop', parameters: { size: side, padding: 2, fill: 0 } },
    { name: 'random-horizontal-flip', parameters: { p: 0.5 } },
    { name: 'mix-up', parameters: { alpha: 0.4 } },
  ];
  for (const [pool, spread] of [
    ['cls', sharded],
    ['mean', dealt],
  ] as const) {
    const { storage, manifestSha256 } = await storeOf(t, 9);
    const config = (run: string): RunConfig => {
      const base = configOf(run, manifestSha256, steps.steps, { augment });
      const model = named('vit', { patch: 4, ...sizes, pool });
      return { ...base, settings: { ...base.settings, ...steps, ...looks, model } };
    };
    await t.test(pool, (t) => hold(t, async () => config, [spread], storage));
  }
});

test('a model of Hugging Face goes on with its own weights, and its head of classes', async (t) => {
  const storage = openLocalFolder(temporaryFolder(t));
  const imageSize = { width: 6, height: 4 };
  const pictures = (first: number) =>
    Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        picture(first + index, { ...imageSize, format: 'png' }, ['cat', 'dog', 'owl'][index % 3]),
      ),
    );
  const shape = { dataset: 'shades', train: [await pictures(0)], holdout: await pictures(20) };
  const base = configOf('base', (await commitImages(storage, shape)).sha256, steps.steps, {});
  const begun = { ...base.settings, ...steps, ...looks, pretrained: { folder: 'vit' }, model: named('') };
  const folder = fileURLToPath(new URL('tests/fixtures/training/hugging-face', packageRoot));
  const [settings = begun] = (await importPretrained(storage, { train: [begun], evaluate: [] }, folder)).train;
  await hold(t, async () => (run) => ({ ...base, run, imageSize, settings }), [replicated], storage);
});

test('a fed run that was stopped goes on in the middle of its epoch', async (t) => {
  const env = await engineEnvironment(t, 'torchrun');
  if (env === undefined) return;
  const storage = openLocalFolder(temporaryFolder(t));
  const config = await textRun(storage, chatDocuments, named('gpt', sizes), named('instruct'));
  await recordRun(storage, 'runs/here', config('here'));
  const here = await trainedHere(storage, 'here');
  const base = config('there');
  await recordRun(storage, 'runs/there', { ...base, settings: { ...base.settings, ...replicated } });
  const stop = new AbortController();
  const onProgress = ({ step }: { readonly step: number }): void => {
    if (step === 4) stop.abort();
  };
  await assert.rejects(trainedHere(storage, 'there', { env, signal: stop.signal, onProgress }), {
    code: 'interrupted',
  });
  const again = await trainedHere(storage, 'there', { env });
  assert.ok(again.result.resumedFrom >= 4);
  assert.ok(farthest(here.losses, again.losses) < 1e-5);
});

test('a shard that is broken is the error of the run', async (t) => {
  const env = await engineEnvironment(t, 'torchrun');
  if (env === undefined) return;
  const storage = openLocalFolder(temporaryFolder(t));
  const config = await textRun(storage, chatDocuments, named('gpt', sizes), named('instruct'));
  const base = config('there');
  await recordRun(storage, 'runs/there', { ...base, settings: { ...base.settings, ...replicated } });
  const { manifest } = await readVersion(storage, 'letters', 1);
  const shard = manifest.shards.find(({ content, split }) => content === 'documents' && split === 'train');
  await storage.put(`letters/${shard?.file}`, new Uint8Array(shard?.bytes ?? 0));
  await assert.rejects(trainedHere(storage, 'there', { env }), ({ at }: { at?: string }) => {
    assert.match(at ?? '', new RegExp(shard?.sha256 ?? 'none'));
    return true;
  });
});
