import { readManifest } from '../shards/catalogue.js';
import { openLocalFolder } from '../storage/local-folder.js';
import { openImageStream } from '../streaming/open-image-stream.js';
const [store = '', dataset = '', threads = '2', epochs = '1'] = process.argv.slice(2);
const storage = openLocalFolder(store);
const augment = [
    { name: 'random-resized-crop', parameters: { size: 224 } },
    { name: 'random-horizontal-flip', parameters: {} },
];
const stream = await openImageStream({
    storage,
    version: await readManifest(storage, dataset),
    split: 'train',
    batch: 64,
    seed: 1,
    threads: Number(threads),
    augment,
});
let total = 0;
let [seen, images, wallStart] = [0, 0, 0];
let cpu = process.cpuUsage();
for await (const { pixels, samples } of stream.epochs()) {
    for (let row = 0; row < samples * 224; row += 16) {
        for (let place = row * 672; place < (row + 1) * 672; place += 48) {
            total += (pixels[place] ?? 0) + (pixels[place + 1] ?? 0) + (pixels[place + 2] ?? 0);
        }
    }
    seen += samples;
    if (seen === stream.samples) {
        // The first epoch is not counted.
        wallStart = performance.now();
        cpu = process.cpuUsage();
    }
    else if (seen > stream.samples) {
        images += samples;
    }
    if (seen === stream.samples * (Number(epochs) + 1))
        break;
}
const wallSeconds = (performance.now() - wallStart) / 1000;
const { user, system } = process.cpuUsage(cpu);
await stream.close();
const run = {
    images,
    wallSeconds,
    cpuSeconds: (user + system) / 1e6,
    mean: total / seen / (14 * 14 * 3),
    versions: { node: process.version },
};
process.stdout.write(JSON.stringify(run));
//# sourceMappingURL=image-loader-millrace.js.map