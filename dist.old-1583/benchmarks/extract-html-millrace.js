import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { extractors, pageText } from '../pipelines/extractors/page-text.js';
import { plainStyle } from '../pipelines/extractors/text-style.js';
/** Shorter runs than this tell little on a machine that is shared. */
const leastMilliseconds = 3000;
if (isMainThread) {
    const [extractor = 'main', workers = '1', pages = ''] = process.argv.slice(2);
    process.stdout.write(JSON.stringify(await measure(extractor, Number(workers), pages)));
}
else
    work(workerData);
function textsOf({ extractor, pages }) {
    const found = extractors.find((name) => name === extractor);
    if (found === undefined)
        throw new Error(`there is no extractor ${extractor}`);
    return pages.map((html) => pageText(html, found, plainStyle, { comments: false, tables: true }, false).text);
}
async function measure(extractor, count, path) {
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    const pages = lines.map((line) => JSON.parse(line).html);
    const workers = Array.from({ length: count }, (_, worker) => {
        const share = pages.filter((_page, index) => index % count === worker);
        return new Worker(fileURLToPath(import.meta.url), { workerData: { extractor, pages: share } });
    });
    await Promise.all(workers.map(ask));
    const cpu = process.cpuUsage();
    const start = performance.now();
    let shares = [];
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
function ask(worker) {
    return new Promise((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.postMessage('extract');
    });
}
function work(task) {
    parentPort?.on('message', () => parentPort?.postMessage(textsOf(task)));
}
//# sourceMappingURL=extract-html-millrace.js.map