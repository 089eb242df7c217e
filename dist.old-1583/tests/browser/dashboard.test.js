import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columns, views } from '../../workers/dashboard/saved-views.js';
import { hasTemporalCli } from '../workers/temporal/available-cli.js';
import { openChromium } from './chromium.js';
import { openDashboardStore } from './dashboard-store.js';
/** The UI takes seconds to load where cores are few. */
const patienceMs = 60_000;
test('the Temporal UI by way of `millrace up --dashboard`, without a worker', async (context) => {
    if (!(await hasTemporalCli(context)))
        return;
    const browser = await openChromium(context);
    if (browser === undefined)
        return;
    const dashboard = await openDashboardStore(context);
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(patienceMs);
    await context.test('opens the list with our columns, and without the pages that work leaves', async () => {
        await page.goto(dashboard);
        await cellsAre(page, 'DatasetVersion', ['docs@1', 'docs@2', 'docs@3', 'docs@3']);
        const [, ...shown] = await headings(page);
        assert.deepEqual(shown, columns);
        await viewButton(page).filter({ hasText: 'All work' }).waitFor();
        await cellsAre(page, 'GateReason', ['', '', '', 'kept.ratio is 0.4, at least 0.6 wanted']);
    });
    await context.test('has saved views that find what they name', async () => {
        const found = {
            'Failed gates': ['docs@3'],
            Drifting: ['docs@2', 'docs@3'],
            'Largest drops': ['docs@3'],
            'Waiting for a decision': ['docs@3'],
            'Running now': [],
            'Failed builds': [],
            'Work on docs': ['docs@1', 'docs@2', 'docs@3', 'docs@3'],
        };
        await viewButton(page).click();
        await page.locator('[data-view-item]').first().waitFor();
        const names = await page.locator('[data-view-item]').allTextContents();
        assert.deepEqual(names.map((name) => name.trim()), [...views.map(({ name }) => name), 'Work on docs']);
        await viewButton(page).click();
        for (const [name, versions] of Object.entries(found)) {
            await openView(page, name);
            await cellsAre(page, 'DatasetVersion', versions);
        }
    });
    await context.test('shows the page of a finished build', async () => {
        await openView(page, 'Quality pages');
        await cellsAre(page, 'Status', ['COMPLETED', 'COMPLETED', 'COMPLETED']);
        await page.locator('tbody tr').last().getByRole('link', { name: 'report', exact: true }).click();
        const details = await openDetails(page);
        await details.getByText('docs@1').first().waitFor();
        assert.ok((await details.locator('svg').count()) > 0);
        assert.match(await details.innerText(), /kept\.ratio/);
        await followLink(details, '/millrace/report/docs%401', /^docs/);
    });
    await context.test('shows the review of a version whose gate failed, and takes a decision', async () => {
        await page.goto(dashboard);
        await openView(page, 'Waiting for a decision');
        await cellsAre(page, 'DatasetVersion', ['docs@3']);
        await page.locator('tbody tr').getByRole('link', { name: 'reviewVersion', exact: true }).click();
        const details = await openDetails(page);
        await details.getByText('kept.ratio').first().waitFor();
        await sendSignal(page, 'reject');
        await page.getByRole('tab', { name: 'Event History' }).click();
        await page.getByText('Workflow Execution Signaled').first().waitFor();
    });
    await context.test('shows the schedule', async () => {
        await page.getByRole('link', { name: 'Schedules' }).click();
        await page.locator('tbody').getByRole('link', { name: /docs/ }).first().click();
        await page.getByText('buildDataset').first().waitFor();
        await page.getByText('Paused').first().waitFor();
    });
    await context.test('has pages of the store beside it', async () => {
        await page.goto(new URL('/millrace/', dashboard).href);
        await page.getByText('latest stays at version 2').waitFor();
        await page.getByRole('link', { name: 'What became of a record?' }).click();
        await page.getByLabel('Its id').fill('doc-199');
        await page.getByRole('button', { name: 'Ask' }).click();
        await page.getByText('gopher_short_doc').first().waitFor();
        await page.getByRole('link', { name: 'Report of docs@3' }).click();
        await page.getByRole('heading', { level: 1 }).filter({ hasText: 'docs' }).waitFor();
        await page.goto(new URL('/millrace/', dashboard).href);
        await page.getByRole('link', { name: 'Failed gates' }).click();
        await viewButton(page).filter({ hasText: 'Failed gates' }).waitFor();
        await cellsAre(page, 'DatasetVersion', ['docs@3']);
    });
});
function viewButton(page) {
    return page.getByTestId('saved-views-button').last();
}
async function openView(page, name) {
    await viewButton(page).click();
    await page.getByPlaceholder('Search views').fill(name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await viewButton(page).filter({ hasText: name }).waitFor();
}
/** The page that a workflow was given when it started. */
async function openDetails(page) {
    await page.getByRole('tab', { name: 'User Metadata' }).click();
    return page.frameLocator('#user-metadata-details').locator('main');
}
/** Follows a link of a workflow's details, which opens a page of its own. */
async function followLink(details, path, heading) {
    const opening = details.page().waitForEvent('popup');
    await details.locator(`a[href="${path}"]`).first().click();
    const opened = await opening;
    opened.setDefaultTimeout(patienceMs);
    await opened.getByRole('heading', { level: 1 }).filter({ hasText: heading }).waitFor();
    await opened.close();
}
async function sendSignal(page, name) {
    await page.getByRole('button', { name: 'More Actions' }).click();
    await page.getByRole('menuitem', { name: 'Send a Signal' }).click();
    await page.getByTestId('signal-name').filter({ visible: true }).fill(name);
    await page.getByRole('button', { name: 'Submit' }).filter({ visible: true }).click();
}
async function headings(page) {
    return (await page.locator('thead th').allInnerTexts())
        .map((heading) => heading.trim())
        .filter((text) => text !== '');
}
/** Waits until the cells of a column are these, in any order. */
async function cellsAre(page, column, expected) {
    const wanted = [...expected].sort();
    let cells;
    for (const deadline = performance.now() + patienceMs; performance.now() < deadline;) {
        cells = await cellsOf(page, column);
        if (JSON.stringify(cells) === JSON.stringify(wanted))
            return;
        await page.waitForTimeout(100);
    }
    assert.deepEqual(cells, wanted, column);
}
async function cellsOf(page, column) {
    const all = (await page.locator('thead th').allInnerTexts()).map((heading) => heading.trim());
    const at = all.indexOf(column) + 1;
    if (at === 0)
        return [];
    return (await page.locator(`tbody tr td:nth-child(${at})`).allInnerTexts()).map((text) => text.trim()).sort();
}
//# sourceMappingURL=dashboard.test.js.map