// Takes the pictures of docs/dashboards.md, in two or three minutes: node dist/tests/browser/screenshots.js [FOLDER]
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { packageRoot } from '../../storage/package-root.ts';
import { findChromium, launch } from './chromium.ts';
import { openMailStore } from './mail-store.ts';

const largestBytes = 150_000;
const images = process.argv[2] ?? fileURLToPath(new URL('docs/images/', packageRoot));
const executablePath = findChromium();
if (executablePath === undefined) throw new Error('there is no Chromium in PATH; CHROMIUM may name one');
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'millrace-screenshots-'));
const browser = await launch(executablePath);
const store = await openMailStore(folder);

try {
  const interrupt = await store.startLongBuild();
  await details('Running now', ['buildDataset'], 'live-build', 1000);
  for (const width of [1400, 1700])
    for (const colorScheme of ['light', 'dark'] as const) await list(width, colorScheme);
  await interrupt();
  await details('Work on mail', ['buildDataset', 'mail@3'], 'report', 1360);
  await details('Work on mail', ['buildDataset', 'mail@4'], 'gates-failed', 850);
  await details('Training runs', ['trainModel'], 'training', 900);
  await review();
  await schedule();
  await start();
} finally {
  await browser.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function list(width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await open({ viewport: { width, height: 680 }, colorScheme });
  await page.getByText('trainModel').first().waitFor();
  await save(page, `list-${width}-${colorScheme}`);
}

/** Details of the first workflow in a view whose row has these texts, cut to so many pixels. A worker must run. */
async function details(view: string, texts: readonly string[], name: string, height: number): Promise<void> {
  const page = await open({ viewport: { width: 1400, height: 2400 } });
  await openView(page, view);
  const row = texts.reduce((rows, hasText) => rows.filter({ hasText }), page.locator('tbody tr')).first();
  await row.getByRole('link').first().click();
  await page.getByRole('tab', { name: 'User Metadata' }).click();
  const frame = page.locator('#user-metadata-current-details');
  await frame.contentFrame().locator('svg').first().waitFor();
  await save(page, name, frame, height);
}

async function review(): Promise<void> {
  const page = await open({ viewport: { width: 1400, height: 900 } });
  await openView(page, 'Waiting for a decision');
  await page.getByRole('link', { name: 'reviewVersion', exact: true }).click();
  await page.getByText('signal approve or reject').waitFor();
  await save(page, 'review');
}

async function schedule(): Promise<void> {
  const page = await open({ viewport: { width: 1400, height: 900 } });
  await page.getByRole('link', { name: 'Schedules' }).click();
  await page.locator('tbody').getByRole('link', { name: /mail/ }).first().click();
  await page.getByText('Recent Runs').first().waitFor();
  await save(page, 'schedule');
}

async function start(): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
  await page.goto(new URL('/millrace/', store.dashboard).href);
  await save(page, 'datasets');
}

async function open(options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(120_000);
  await page.goto(store.dashboard);
  await page.locator('tbody tr').first().waitFor();
  return page;
}

async function openView(page: Page, name: string): Promise<void> {
  await page.getByTestId('saved-views-button').click();
  await page.getByPlaceholder('Search views').fill(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByTestId('saved-views-button').filter({ hasText: name }).waitFor();
}

/** Keeps a picture of the page, or of the upper part of an element, once what moves has come to rest. */
async function save(page: Page, name: string, element?: Locator, height = 0): Promise<void> {
  await page.waitForTimeout(2000);
  const path = join(images, `${name}.png`);
  const box = await element?.boundingBox();
  const clip = box === undefined || box === null ? {} : { clip: { ...box, height: Math.min(height, box.height) } };
  await page.screenshot({ path, ...clip });
  const { size } = statSync(path);
  console.log(`${name}.png ${size} bytes`);
  if (size > largestBytes) console.error(`${name}.png is above ${largestBytes} bytes`);
  await page.close();
}
