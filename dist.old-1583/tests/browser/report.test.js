import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { renderReport } from '../../quality/report.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { writeSampleStore } from '../quality/sample-store.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { openChromium } from './chromium.js';
test('the report of a version, in a browser', { timeout: 60_000 }, async (t) => {
    const browser = await openChromium(t);
    if (browser === undefined)
        return;
    const folder = temporaryFolder(t);
    const storage = openLocalFolder(folder);
    const path = join(folder, 'report.html');
    writeFileSync(path, await renderReport(storage, await writeSampleStore(storage)));
    const page = await browser.newPage();
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
        if (!request.url().startsWith('file:'))
            complaints.push(request.url());
    });
    await page.goto(pathToFileURL(path).href);
    const rows = page.locator('#fate-rows tr');
    await t.test('searches the fates', async () => {
        assert.equal(await rows.count(), 8);
        await page.getByLabel('Search', { exact: true }).fill('MORE.jsonl wanted');
        assert.deepEqual(await rows.locator('code').allTextContents(), ['c2-long']);
        await page.getByLabel('Search', { exact: true }).fill('');
        await page.getByLabel('Fate', { exact: true }).selectOption('merged');
        assert.deepEqual((await rows.locator('code').allTextContents()).sort(), ['a2-copy', 'b1-middle']);
        assert.deepEqual(await page.getByLabel('Stage', { exact: true }).locator('option').allTextContents(), [
            'every stage',
            'dedup-exact',
            'dedup-minhash',
        ]);
        await page.getByLabel('Stage', { exact: true }).selectOption('dedup-minhash');
        assert.match((await rows.textContent()) ?? '', /^mergeddedup-minhash · duplicateinto a1-keeper, 87.5 % similar/);
        await page.getByLabel('Fate', { exact: true }).selectOption('kept');
        assert.deepEqual(await page.getByLabel('Stage', { exact: true }).inputValue(), '');
        assert.equal(await page.locator('#fate-count').textContent(), '2 of 8 match');
    });
    await t.test('fits a telephone, light and dark', async () => {
        await page.setViewportSize({ width: 390, height: 800 });
        const grounds = [];
        for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            const [width, ground] = (await page.evaluate('[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]'));
            assert.equal(width, 390);
            grounds.push(ground);
        }
        assert.notEqual(grounds[0], grounds[1]);
    });
    await t.test('asks nobody and complains of nothing', () => assert.deepEqual(complaints, []));
});
//# sourceMappingURL=report.test.js.map