import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';
import { openTokenBuffer } from '../pipelines/tokenizers/tokenizer.ts';

/** `node tokenize-millrace.js THREADS TOKENIZER FILE…`: reads, then encodes, each file on a thread; prints a TokenizeRun. */
export interface TokenizeRun {
  readonly version: string;
  readonly bytes: number;
  readonly tokens: number;
  /** SHA-256 of each document's count of ids and ids, as little-endian uint32, in the order of the input. */
  readonly idsSha256: string;
  /** Gunzip and JSON. */
  readonly read: Cost;
  /** Text in memory to ids in memory. */
  readonly encode: Cost;
  readonly peakRssBytes: number;
}

export interface Cost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

/** Ids of one file: of each document the count, then the ids. */
type Encoded = { readonly file: string; readonly bytes: number; readonly ids: Uint32Array };

if (isMainThread) {
  const [threads = '1', tokenizer = '', ...files] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await measure(Number(threads), tokenizer, files)));
} else await work(workerData as { tokenizer: string; files: string[] });

async function measure(threads: number, tokenizer: string, files: readonly string[]): Promise<TokenizeRun> {
  const workers = Array.from({ length: threads }, (_, thread) => {
    const share = files.filter((_file, index) => index % threads === thread);
    return new Worker(fileURLToPath(import.meta.url), { workerData: { tokenizer, files: share } });
  });
  await ask(workers, 'open');
  const read = await costOf(() => ask(workers, 'read'));
  const encode = await costOf(() => ask(workers, 'encode'));
  const encoded = (await ask(workers, 'ids')).flat() as Encoded[];
  await Promise.all(workers.map((worker) => worker.terminate()));
  const byFile = new Map(encoded.map((part) => [part.file, part]));
  const hash = createHash('sha256');
  let bytes = 0;
  let numbers = 0;
  let documents = 0;
  for (const file of files) {
    const part = byFile.get(file);
    if (part === undefined) throw new Error(`no ids of ${file}`);
    hash.update(part.ids);
    bytes += part.bytes;
    numbers += part.ids.length;
    for (let i = 0; i < part.ids.length; i += 1 + (part.ids[i] ?? 0)) documents++;
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

async function costOf(work: () => Promise<unknown>): Promise<{ readonly cost: Cost }> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cost: { wallSeconds: (performance.now() - start) / 1e3, cpuSeconds: (user + system) / 1e6 } };
}

function ask(workers: readonly Worker[], question: string): Promise<unknown[]> {
  return Promise.all(
    workers.map(
      (worker) =>
        new Promise((resolve, reject) => {
          worker.once('message', resolve).once('error', reject).postMessage(question);
        }),
    ),
  );
}

async function work({ tokenizer: path, files }: { tokenizer: string; files: readonly string[] }): Promise<void> {
  const tokenizer = openTokenizer(await readFile(path, 'utf8'));
  let texts: { file: string; texts: string[] }[] = [];
  let encoded: Encoded[] = [];
  const answers: Readonly<Record<string, () => unknown>> = {
    open: () => null,
    read: async () => {
      texts = await Promise.all(files.map(async (file) => ({ file, texts: await readTexts(file) })));
    },
    encode: () => {
      encoded = texts.map((part) => ({ file: part.file, bytes: 0, ids: encodeAll(part.texts) }));
    },
    ids: () =>
      encoded.map((part, index) => ({
        ...part,
        bytes: texts[index]?.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
      })),
  };
  function encodeAll(documents: readonly string[]): Uint32Array {
    const buffer = openTokenBuffer(2 ** 20);
    for (const text of documents) {
      const at = buffer.length++;
      tokenizer.append(text, buffer);
      buffer.ids[at] = buffer.length - at - 1;
    }
    return buffer.ids.subarray(0, buffer.length);
  }
  parentPort?.on('message', async (question: string) => parentPort?.postMessage(await answers[question]?.()));
}

async function readTexts(file: string): Promise<string[]> {
  const bytes = await readFile(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { text: string }).text);
}
