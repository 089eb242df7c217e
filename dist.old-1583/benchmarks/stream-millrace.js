import { readManifest } from '../shards/catalogue.js';
import { openLocalFolder } from '../storage/local-folder.js';
import { openStream } from '../streaming/open-stream.js';
const [store = '', dataset = '', threads = '1', epochs = '1'] = process.argv.slice(2);
const storage = openLocalFolder(store);
const version = await readManifest(storage, dataset);
const options = { storage, version, content: 'tokens', split: 'train', batch: 32, seed: 1 };
const all = { ...options, threads: Number(threads) };
process.stdout.write(JSON.stringify(await measure(all, Number(epochs))));
async function measure(shape, wanted) {
    const cpu = process.cpuUsage();
    const startMs = performance.now();
    const stream = await openStream(shape);
    let [rows, sum, firstBatchSeconds] = [0, 0, 0];
    let middle;
    for await (const { tokens, samples, cursor } of stream.epochs()) {
        if (rows === 0)
            firstBatchSeconds = (performance.now() - startMs) / 1000;
        for (let place = 0; place < tokens.length; place += 64)
            sum += tokens[place] ?? 0;
        rows += samples;
        if (rows * 2 <= stream.samples)
            middle = cursor;
        if (rows === stream.samples * wanted)
            break;
    }
    await stream.close();
    const wallSeconds = (performance.now() - startMs) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const peakRssBytes = process.resourceUsage().maxRSS * 1024;
    const resumeMs = performance.now();
    const resumed = await openStream({ ...shape, ...(middle === undefined ? {} : { from: middle }) });
    await resumed.batches().next();
    const resumeSeconds = (performance.now() - resumeMs) / 1000;
    await resumed.close();
    const cpuSeconds = (user + system) / 1e6;
    return {
        version: process.version,
        rows,
        sum,
        wallSeconds,
        cpuSeconds,
        firstBatchSeconds,
        resumeSeconds,
        peakRssBytes,
    };
}
//# sourceMappingURL=stream-millrace.js.map