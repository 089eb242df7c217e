import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { extractors, pageText } from '../pipelines/extractors/page-text.ts';
import { plainStyle } from '../pipelines/extractors/text-style.ts';

/** `node extract-html-millrace.js EXTRACTOR WORKERS PAGES.jsonl`: texts of pages (`{html}` a line); prints an ExtractRun. */
export interface ExtractRun {
  readonly version: string;
  /** Of one pass over all pages, the mean of as many as take three seconds, after one that pays for what is loaded. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly texts: readonly string[];
}

/** Shorter runs than this tell little on a machine that is shared. */
const leastMilliseconds = 3000;

if (isMainThread) {
  const [extractor = 'main', workers = '1', pages = ''] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await measure(extractor, Number(workers), pages)));
} else work(workerData as Task);

interface Task {
  readonly extractor: string;
  readonly pages: readonly string[];
}

function textsOf({ extractor, pages }: Task): string[] {
  const found = extractors.find((name) => name === extractor);
  if (found === undefined) throw new Error(`there is no extractor ${extractor}`);
  return pages.map((html) => pageText(html, found, plainStyle, { comments: false, tables: true }, false).text);
}

async function measure(extractor: string, count: number, path: string): Promise<ExtractRun> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  const pages = lines.map((line) => (JSON.parse(line) as { html: string }).html);
  const workers = Array.from({ length: count }, (_, worker) => {
    const share = pages.filter((_page, index) => index % count === worker);
    return new Worker(fileURLToPath(import.meta.url), { workerData: { extractor, pages: share } });
  });
  await Promise.all(workers.map(ask));
  const cpu = process.cpuUsage();
  const start = performance.now();
  let shares: string[][] = [];
  let passes = 0;
  while (performance.now() - start < leastMilliseconds) {
    shares = await Promise.all(workers.map(ask));
    passes++;
  }
  const wallSeconds = (performance.now() - start) / 1e3 / passes;
  const { user, system } = process.cpuUsage(cpu);
  await Promise.all(workers.map((worker) => worker.terminate()));
  const texts = pages.map((_page, index) => shares[index % count]?.[Math.floor(index / count)] ?? '');
  return { version: process.version, cpuSeconds: (user + system) / 1e6 / passes, wallSeconds, texts };
}

function ask(worker: Worker): Promise<string[]> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage('extract');
  });
}

function work(task: Task): void {
  parentPort?.on('message', () => parentPort?.postMessage(textsOf(task)));
}
