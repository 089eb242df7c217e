// Takes the pictures of docs/dashboards.md, in two or three minutes: node dist/tests/browser/screenshots.js [FOLDER]
// With --every it takes each state in both widths and colours, as NAME-WIDTH-COLOUR.png, to be looked at.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../storage/package-root.js';
import { findChromium, launch } from './chromium.js';
import { openMailStore } from './mail-store.js';
const looks = ['light', 'dark'].flatMap((colorScheme) => [
    { width: 1400, colorScheme },
    { width: 1700, colorScheme },
]);
const usual = [{ width: 1400, colorScheme: 'light' }];
const largestBytes = 150_000;
const { values, positionals } = parseArgs({ options: { every: { type: 'boolean' } }, allowPositionals: true });
const images = positionals[0] ?? fileURLToPath(new URL('docs/images/', packageRoot));
const executablePath = findChromium();
if (executablePath === undefined)
    throw new Error('there is no Chromium in PATH; CHROMIUM may name one');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'millrace-screenshots-'));
const browser = await launch(executablePath);
const store = await openMailStore(folder);
const { dashboard } = store;
try {
    const interruptBuild = await store.startLongBuild();
    await details('Running now', ['buildDataset'], 'live-build', 1000);
    await list();
    await interruptBuild();
    const interruptTraining = await store.startLongTraining();
    await details('Running now', ['trainModel'], 'live-training', 900);
    await interruptTraining();
    await details('Work on mail', ['buildDataset', 'mail@3'], 'report', 1360);
    await details('Work on mail', ['buildDataset', 'mail@4'], 'gates-failed', 850);
    await details('Training runs', ['trainModel', 'Completed'], 'training', 900);
    await review();
    await schedule();
    await datasets();
}
finally {
    await browser.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
async function list() {
    const page = await open(680);
    await save(page, 'list', page.getByText('trainModel').first(), { looks });
}
/** Details of the first workflow in a view whose row has these texts, cut to so many pixels. A worker must run. */
async function details(view, texts, name, height) {
    const page = await open(2400);
    await openView(page, view);
    const row = texts.reduce((rows, hasText) => rows.filter({ hasText }), page.locator('tbody tr')).first();
    await row.getByRole('link').first().click();
    await page.getByRole('tab', { name: 'User Metadata' }).click();
    const element = page.locator('#user-metadata-current-details');
    await save(page, name, element.contentFrame().locator('svg').first(), { element, height });
}
async function review() {
    const page = await open(900);
    await openView(page, 'Waiting for a decision');
    await page.getByRole('link', { name: 'reviewVersion', exact: true }).click();
    await save(page, 'review', page.getByText('signal approve or reject'));
}
async function schedule() {
    const page = await open(900);
    await page.getByRole('link', { name: 'Schedules' }).click();
    await page.locator('tbody').getByRole('link', { name: /mail/ }).first().click();
    await save(page, 'schedule', page
        .getByText(/Recent Runs?/)
        .filter({ visible: true })
        .first());
}
async function datasets() {
    const page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
    await page.goto(new URL('/millrace/', dashboard).href);
    await save(page, 'datasets', page.locator('table').first(), { looks: [{ width: 1000, colorScheme: 'light' }] });
}
async function open(height) {
    const page = await browser.newPage({ viewport: { width: 1400, height } });
    page.setDefaultTimeout(120_000);
    await page.goto(dashboard);
    await page.locator('tbody tr').first().waitFor();
    return page;
}
async function openView(page, name) {
    await page.getByTestId('saved-views-button').click();
    await page.getByPlaceholder('Search views').fill(name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('saved-views-button').filter({ hasText: name }).waitFor();
}
/** Keeps pictures of the page, each when it shows `shown` and what moves has come to rest, and closes it. */
async function save(page, name, shown, { element, height = 0, looks: wanted = usual } = {}) {
    const { height: windowHeight } = page.viewportSize() ?? { height: 900 };
    for (const { width, colorScheme } of values.every === true ? looks : wanted) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: windowHeight });
        // The UI asks for the colours when it is loaded.
        if (colorScheme === 'dark')
            await page.reload();
        await shown.waitFor();
        await page.waitForTimeout(2000);
        const several = values.every === true || wanted.length > 1;
        const path = join(images, several ? `${name}-${width}-${colorScheme}.png` : `${name}.png`);
        const box = await element?.boundingBox();
        const clip = box === undefined || box === null ? {} : { clip: { ...box, height: Math.min(height, box.height) } };
        await page.screenshot({ path, ...clip });
        const { size } = statSync(path);
        console.log(`${path} ${size} bytes`);
        if (size > largestBytes)
            console.error(`${path} is above ${largestBytes} bytes`);
    }
    await page.close();
}
//# sourceMappingURL=screenshots.js.map