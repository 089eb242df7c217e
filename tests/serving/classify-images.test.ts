import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { openAdmission } from '../../serving/admission.ts';
import { openServedRun } from '../../serving/open-served-run.ts';
import { openServer } from '../../serving/open-server.ts';
import { defaultLimits, type ServingLimits } from '../../serving/serving-limits.ts';
import { evaluateRun } from '../../training/evaluate-run.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { configOf, shadedFrom, side, storeOf, trained } from '../training/shaded-images.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { trainedStore } from './trained-store.ts';

interface Answer {
  readonly data: readonly {
    readonly index: number;
    readonly label: string;
    readonly probabilities: Readonly<Record<string, number>>;
  }[];
  readonly usage: { readonly images: number };
}

const urlOf = (bytes: Uint8Array, type = 'image/png') => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

function send(url: string, type: string, body: string | Uint8Array | FormData): Promise<Response> {
  const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
  return fetch(`${url}/classify`, {
    method: 'POST',
    headers,
    body: body instanceof Uint8Array ? new Uint8Array(body) : body,
  });
}

const ask = (url: string, input: unknown) => send(url, 'application/json', JSON.stringify({ input }));

async function told(answer: Response): Promise<string> {
  const { error } = (await answer.json()) as { readonly error: { readonly message: string; readonly code: string } };
  return `${answer.status} ${error.code}: ${error.message}`;
}

testWithTensorFlow(
  'a run on images says of each image what evaluation says, and refuses the rest',
  async (backend, t) => {
    const { storage, manifestSha256 } = await storeOf(t, 15);
    const augment = [{ name: 'random-crop', parameters: { size: side, padding: 2, fill: 0 } }];
    await recordRun(storage, 'runs/shades', configOf('shades', manifestSha256, 30, { augment }));
    await trained(storage, 'shades');
    const run = await openServedRun({ storage, run: 'shades', backend, checkpoint: 'last', batch: 2 });
    t.after(run.close);
    const open = async (limits: Partial<ServingLimits> = {}) => {
      const server = await openServer({
        ...{ host: '127.0.0.1', port: 0, apiKey: undefined, run },
        limits: { ...defaultLimits, stopMs: 50, ...limits },
      });
      t.after(() => server.stop());
      return server;
    };
    const { url } = await open();
    const judged = (await shadedFrom(100, 15)).filter(({ label }) => label !== null);
    const [first] = judged;
    assert.ok(first !== undefined);

    await t.test('as data URLs, and as it is', async () => {
      const answer = (await (
        await ask(
          url,
          judged.map(({ image }) => urlOf(image)),
        )
      ).json()) as Answer;
      assert.deepEqual([answer.data.length, answer.usage.images], [12, 12]);
      const asked = { env: process.env, threads: 1, device: null, against: null, onProgress: () => undefined } as const;
      const { metrics } = await evaluateRun({
        ...{ ...asked, storage, run: 'shades', on: 'holdout', metrics: ['accuracy', 'loss'] },
      });
      const right = answer.data.filter(({ label }, index) => label === judged[index]?.label).length;
      assert.equal(right / 12, metrics['accuracy']);
      const loss = answer.data.reduce(
        (sum, { probabilities }, index) => sum - Math.log(probabilities[judged[index]?.label ?? ''] ?? 0),
        0,
      );
      assert.ok(Math.abs(loss / 12 - (metrics['loss'] ?? 0)) < 1e-5, `${loss / 12}, ${metrics['loss']}`);
      for (const [index, { image }] of judged.slice(0, 3).entries()) {
        const alone = (await (await send(url, 'image/png', image)).json()) as Answer;
        assert.deepEqual(alone.data, [{ ...answer.data[index], index: 0 }]);
      }
    });

    await t.test('a turned picture with alpha is read as it is shown', async () => {
      const upright = sharp(first.image).ensureAlpha().resize(16, 24, { fit: 'fill' });
      const lossless = new Uint8Array(await upright.clone().webp({ lossless: true }).toBuffer());
      const turned = new Uint8Array(
        await upright.clone().rotate(270).withMetadata({ orientation: 6 }).webp({ lossless: true }).toBuffer(),
      );
      const [one, other] = [await send(url, 'image/webp', lossless), await send(url, 'image/webp', turned)];
      assert.deepEqual(((await other.json()) as Answer).data, ((await one.json()) as Answer).data);
    });

    await t.test('what is no image, or none that is taken', async () => {
      const half = first.image.subarray(0, first.image.length / 2);
      const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
      for (const [input, expected] of [
        ['http://127.0.0.1/a.png', /^400 invalid_image_url: input: expected a URL that holds an image/],
        ['a text', /^400 invalid_image_url: /],
        [[urlOf(first.image), 'data:image/png;base64,?!'], /^400 invalid_base64: input\.1: expected base64/],
        ['data:image/png;base64,', /^400 invalid_base64: /],
        [urlOf(Buffer.from('nothing')), /^400 invalid_image: input: expected an image, found bytes of no format/],
        [urlOf(svg, 'image/svg+xml'), /^400 invalid_image: input: expected JPEG, PNG, .* found another format$/],
        [urlOf(half), /^400 invalid_image: input: expected a whole image, found the beginning of one$/],
        [7, /^400 null: input: /],
      ] as const) {
        assert.match(await told(await ask(url, input)), expected);
      }
      const damaged = first.image.map((byte, place) => (place === 60 ? byte ^ 1 : byte));
      assert.match(await told(await send(url, 'image/png', damaged)), /^400 invalid_image: /);
      assert.match(await told(await ask(url, [])), /^400 /);
      const other = JSON.stringify({ model: 'other', input: urlOf(first.image) });
      assert.match(await told(await send(url, 'application/json', other)), /^404 model_not_found: /);
    });

    await t.test('forms, which a page of another site could send', async () => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(first.image)], { type: 'image/png' }), 'a.png');
      assert.match(
        await told(await send(url, '', form)),
        /^415 null: Expected a content-type of application\/json, or of an/,
      );
      assert.match(await told(await send(url, 'text/plain', first.image)), /^415 /);
    });

    await t.test('more bytes, pixels or requests than it takes', async () => {
      const bytes = await open({ bodyBytes: 50 });
      assert.match(await told(await send(bytes.url, 'image/png', first.image)), /^413 request_too_large: /);
      const pixels = await open({ pixels: side * side - 1 });
      assert.match(
        await told(await send(pixels.url, 'image/png', first.image)),
        /^400 image_too_large: input: expected an image of at most 63 pixels, found 64$/,
      );
      const busy = await open({ batch: 1, queue: 1 });
      const all = await Promise.all(
        Array.from({ length: 8 }, () =>
          ask(
            busy.url,
            Array.from({ length: 40 }, () => urlOf(first.image)),
          ),
        ),
      );
      const statuses = all.map(({ status }) => status);
      assert.ok(statuses.includes(200) && statuses.includes(429), `${statuses}`);
      assert.equal((await send(busy.url, 'image/png', first.image)).status, 200);
    });

    await t.test('what it tells of itself', async () => {
      const about = (await (await fetch(`${url}/about`)).json()) as Record<string, unknown>;
      assert.deepEqual([about['reads'], about['classes']], ['images', ['bright', 'dark']]);
      assert.match(await (await fetch(`${url}/metrics`)).text(), /images_total 1[0-9]/);
      assert.equal((await fetch(`${url}/v1/completions`, { method: 'POST' })).status, 404);
    });
  },
);

testWithTensorFlow('a run on texts takes no image', async (backend, t) => {
  const { storage } = await trainedStore(t, ['judge']);
  const run = await openServedRun({ storage, run: 'judge', backend, checkpoint: 'last', batch: 2 });
  const limits = { ...defaultLimits, stopMs: 50 };
  const server = await openServer({ host: '127.0.0.1', port: 0, apiKey: undefined, run, limits });
  t.after(() => server.stop());
  const [image] = await shadedFrom(0, 1);
  const answer = await send(server.url, 'image/png', image?.image ?? new Uint8Array());
  assert.match(await told(answer), /^415 null: Expected a content-type of application\/json\.$/);
});

test('a place that was left is free again', () => {
  const admission = openAdmission(1);
  const leave = admission.enter();
  assert.throws(() => admission.enter(), { status: 429, code: 'queue_full' });
  leave();
  admission.enter();
});
