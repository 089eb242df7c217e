import assert from 'node:assert/strict';
import { openServedRun } from '../../serving/open-served-run.ts';
import { openServer } from '../../serving/open-server.ts';
import { defaultLimits } from '../../serving/serving-limits.ts';
import { recordRun } from '../../training/runs/run-record.ts';
import { trainedStore } from '../serving/trained-store.ts';
import { configOf, shadedFrom, storeOf, trained } from '../training/shaded-images.ts';
import { testWithTensorFlow } from '../training/test-backend.ts';
import { openChromium } from './chromium.ts';

testWithTensorFlow('the chat page of a served run, in a browser', async (backend, t) => {
  const browser = await openChromium(t);
  if (browser === undefined) return;
  const { storage } = await trainedStore(t, ['writer', 'judge']);
  const open = async (run: string, apiKey?: string) => {
    const served = await openServedRun({ storage, run, backend, checkpoint: 'best', batch: 2 });
    const limits = { ...defaultLimits, stopMs: 100 };
    const server = await openServer({ run: served, host: '127.0.0.1', port: 0, apiKey, limits });
    t.after(() => server.stop());
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(request.url());
    });
    await page.goto(server.url);
    return { page, complaints };
  };

  await t.test('chats by keyboard, tells its speed, stops', async () => {
    const { page, complaints } = await open('writer');
    await page.getByText('Ready.').waitFor();
    assert.equal(await page.locator('h1').textContent(), 'writer');
    await page.getByLabel('Most tokens').fill('20');
    await page.getByLabel('Message', { exact: true }).focus();
    await page.keyboard.type('the quick fox');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('<b>jumps</b>');
    await page.keyboard.press('Enter');
    await page.getByText(/^20 tokens in .* tokens\/s$/).waitFor();
    assert.equal(await page.locator('li.user p').textContent(), 'the quick fox\n<b>jumps</b>');
    const first = (await page.locator('li.assistant p').textContent()) ?? '';
    assert.ok(first.length > 20);
    const shown = process.env['MILLRACE_TEST_SCREENSHOT'];
    if (shown !== undefined) await page.screenshot({ path: shown });

    await page.getByLabel('Most tokens').fill('');
    await page.getByLabel('Message', { exact: true }).fill('once more');
    await page.keyboard.press('Enter');
    await page.getByText('Writing').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Stopped').waitFor();
    assert.equal(await page.locator('li').count(), 4);
    assert.equal(await page.getByRole('button', { name: 'Stop' }).isDisabled(), true);
    assert.equal(await page.evaluate('document.activeElement.id'), 'input');
    await page.getByRole('button', { name: 'New' }).click();
    assert.equal(await page.locator('li').count(), 0);
    assert.deepEqual(complaints, []);
  });

  await t.test('fits a telephone, light and dark', async () => {
    const { page } = await open('writer');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByText('Ready.').waitFor();
    const grounds = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [width, ground] = (await page.evaluate(
        '[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]',
      )) as [number, string];
      assert.equal(width, 390);
      grounds.push(ground);
    }
    assert.notEqual(grounds[0], grounds[1]);
  });

  await t.test('asks for the key, and classifies where the run does', async () => {
    const { page } = await open('judge', 'the key');
    const key = page.getByLabel('API key');
    await key.waitFor();
    await key.fill('the key');
    await key.press('Enter');
    await page.getByText('Ready. Classes: ham, spam.').waitFor();
    await page.getByLabel('Message', { exact: true }).fill('the quick fox');
    await page.keyboard.press('Enter');
    await page.locator('li.assistant p').waitFor();
    const shares = (await page.locator('li.assistant p').textContent()) ?? '';
    assert.match(shares, /^(ham|spam) {2}\d+\.\d %\n(ham|spam) {2}\d+\.\d %$/);
  });
});

testWithTensorFlow('the page of a run that sorts images, in a browser', async (backend, t) => {
  const browser = await openChromium(t);
  if (browser === undefined) return;
  const { storage, manifestSha256 } = await storeOf(t, 15);
  await recordRun(storage, 'runs/shades', configOf('shades', manifestSha256, 30, {}));
  await trained(storage, 'shades');
  const served = await openServedRun({ storage, run: 'shades', backend, checkpoint: 'last', batch: 2 });
  const limits = { ...defaultLimits, stopMs: 100 };
  const server = await openServer({ run: served, host: '127.0.0.1', port: 0, apiKey: undefined, limits });
  t.after(() => server.stop());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url);
  await page.getByText('Ready. Choose images, or drop them here. Classes: bright, dark.').waitFor();
  const known = (await shadedFrom(100, 15)).filter(({ label }) => label !== null);
  const dark = known.find(({ label }) => label === 'dark') ?? assert.fail('no dark image');
  const bright = known.find(({ label }) => label === 'bright') ?? assert.fail('no bright image');
  const answers = page.locator('li.assistant p');

  await t.test('images that are chosen are shown with the share of each class', async () => {
    const file = (name: string, image: Uint8Array) => ({ name, mimeType: 'image/png', buffer: Buffer.from(image) });
    assert.equal(await page.getByLabel('Message', { exact: true }).isVisible(), false);
    await page.getByLabel('Images').setInputFiles([file('a.png', dark.image), file('b.png', bright.image)]);
    await answers.nth(1).waitFor();
    const [first = '', second = ''] = await answers.allTextContents();
    assert.match(first, /^dark {2}\d+\.\d %\nbright {2}\d+\.\d %$/);
    assert.match(second, /^bright {2}\d+\.\d %\ndark {2}\d+\.\d %$/);
    assert.deepEqual(await page.locator('li.user p').allTextContents(), ['a.png', 'b.png']);
    await page.waitForFunction(
      '[...document.images].length === 2 && [...document.images].every((i) => i.naturalWidth > 0)',
    );
    assert.deepEqual(complaints, []);
    const shown = process.env['MILLRACE_TEST_SCREENSHOT'];
    if (shown !== undefined) await page.screenshot({ path: shown });
  });

  await t.test('so are those that are dropped, and what is none is an error that says so', async () => {
    const dropped = await page.evaluateHandle(`(() => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array([${bright.image}])], 'c.png', { type: 'image/png' }));
      files.items.add(new File(['a text'], 'notes.txt', { type: 'text/plain' }));
      return files;
    })()`);
    await page.dispatchEvent('main', 'dragover', { dataTransfer: dropped });
    assert.match(await page.evaluate('document.body.className'), /dropping/);
    await page.dispatchEvent('main', 'drop', { dataTransfer: dropped });
    await page.locator('li.error p').waitFor();
    assert.match((await answers.nth(2).textContent()) ?? '', /^bright /);
    assert.match((await page.locator('li.error p').textContent()) ?? '', /expected an image, found bytes of no format/);
    assert.equal(await page.evaluate('document.body.className'), '');
    assert.equal(await page.getByLabel('Images').isEnabled(), true);
  });
});
