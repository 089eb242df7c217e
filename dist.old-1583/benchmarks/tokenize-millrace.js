import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.js';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.js';
if (isMainThread) {
    const [threads = '1', tokenizer = '', ...files] = process.argv.slice(2);
    process.stdout.write(JSON.stringify(await measure(Number(threads), tokenizer, files)));
}
else
    await work(workerData);
async function measure(threads, tokenizer, files) {
    const workers = Array.from({ length: threads }, (_, thread) => {
        const share = files.filter((_file, index) => index % threads === thread);
        return new Worker(fileURLToPath(import.meta.url), { workerData: { tokenizer, files: share } });
    });
    await ask(workers, 'open');
    const read = await costOf(() => ask(workers, 'read'));
    const encode = await costOf(() => ask(workers, 'encode'));
    const encoded = (await ask(workers, 'ids')).flat();
    await Promise.all(workers.map((worker) => worker.terminate()));
    const byFile = new Map(encoded.map((part) => [part.file, part]));
    const hash = createHash('sha256');
    let bytes = 0;
    let numbers = 0;
    let documents = 0;
    for (const file of files) {
        const part = byFile.get(file);
        if (part === undefined)
            throw new Error(`no ids of ${file}`);
        hash.update(part.ids);
        bytes += part.bytes;
        numbers += part.ids.length;
        for (let i = 0; i < part.ids.length; i += 1 + (part.ids[i] ?? 0))
            documents++;
    }
    return {
        version: process.version,
        bytes,
        tokens: numbers - documents,
        idsSha256: hash.digest('hex'),
        read: read.cost,
        encode: encode.cost,
        peakRssBytes: process.resourceUsage().maxRSS * 1024,
    };
}
async function costOf(work) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    await work();
    const { user, system } = process.cpuUsage(cpu);
    return { cost: { wallSeconds: (performance.now() - start) / 1e3, cpuSeconds: (user + system) / 1e6 } };
}
function ask(workers, question) {
    return Promise.all(workers.map((worker) => new Promise((resolve, reject) => {
        worker.once('message', resolve).once('error', reject).postMessage(question);
    })));
}
async function work({ tokenizer: path, files }) {
    const tokenizer = openTokenizer(await readFile(path, 'utf8'));
    let texts = [];
    let encoded = [];
    const answers = {
        open: () => null,
        read: async () => {
            texts = await Promise.all(files.map(async (file) => ({ file, texts: await readTexts(file) })));
        },
        encode: () => {
            encoded = texts.map((part) => ({ file: part.file, bytes: 0, ids: encodeAll(part.texts) }));
        },
        ids: () => encoded.map((part, index) => ({
            ...part,
            bytes: texts[index]?.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
        })),
    };
    function encodeAll(documents) {
        const buffer = openTokenBuffer(2 ** 20);
        for (const text of documents) {
            const at = buffer.length++;
            tokenizer.append(text, buffer);
            buffer.ids[at] = buffer.length - at - 1;
        }
        return buffer.ids.subarray(0, buffer.length);
    }
    parentPort?.on('message', async (question) => parentPort?.postMessage(await answers[question]?.()));
}
async function readTexts(file) {
    const bytes = await readFile(file);
    const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line).text);
}
//# sourceMappingURL=tokenize-millrace.js.map