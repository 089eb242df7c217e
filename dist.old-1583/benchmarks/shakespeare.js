/**
 * Claim: trained as nanoGPT's README says for a CPU, our loss on Tiny Shakespeare is PyTorch's within 0.01, and the time
 * is its time.
 *
 * The same loop twice, from the same weights, over the same batches: 2,000 steps of 12 windows of 64 characters, then
 * the loss over the whole validation split. Ours is the traced graph, PyTorch 2.9.1 runs eagerly; one after the other.
 *
 *     node dist/benchmarks/shakespeare.js [FILE] [--threads 2] [--python PATH]
 *
 * PyTorch is fetched at the first run, as in `train-step.ts`; `--python` names a Python that has it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { readCharacters } from '../examples/shakespeare/characters.js';
import { configuration, engineOptions, learningRates } from '../examples/shakespeare/configuration.js';
import { train, validationLoss } from '../examples/shakespeare/train.js';
import { drawStarts } from '../examples/shakespeare/windows.js';
import { packageRoot } from '../storage/package-root.js';
import { openBackend } from '../training/backend/open-backend.js';
import { openGraphEngine } from '../training/engines/graph-engine.js';
import { conditions } from './conditions.js';
import { pythonEnvironment } from './python-environment.js';
const { values: options, positionals } = parseArgs({
    options: { threads: { type: 'string', default: String(availableParallelism()) }, python: { type: 'string' } },
    allowPositionals: true,
});
const shared = new URL('../shared/data/shakespeare/tinyshakespeare.txt', packageRoot);
const text = readCharacters(await readFile(positionals[0] ?? shared, 'utf8'), configuration.batch * configuration.length);
const threads = Number(options.threads);
const python = options.python ?? (await pythonEnvironment('torch', ['torch==2.9.1', 'numpy==2.4.6']));
const folder = await mkdtemp(join(tmpdir(), 'millrace-shakespeare-'));
try {
    const backend = await openBackend({ device: 'cpu', threads, env: process.env });
    const ours = await runOurs(backend);
    const theirs = await runTorch();
    print(backend, ours, theirs);
}
finally {
    await rm(folder, { recursive: true });
}
async function runOurs(backend) {
    const engine = openGraphEngine(backend, engineOptions(text.vocabulary.length, threads));
    await writeWork(text, engine.readState().weights);
    const losses = [];
    const before = process.cpuUsage();
    const seconds = train(engine, text, ({ step, loss }) => {
        losses.push(loss);
        if (step % 500 === 0)
            console.error(`ours: step ${step}, loss ${loss.toFixed(3)}`);
    });
    const used = process.cpuUsage(before);
    const result = {
        seconds,
        cpuSeconds: (used.user + used.system) / 1e6,
        trainingLoss: losses.slice(-100).reduce((sum, loss) => sum + loss, 0) / 100,
        validationLoss: validationLoss(engine, text),
    };
    engine.close();
    return result;
}
/** What PyTorch takes over: the text, where each window begins, the first weights, and the settings. */
async function writeWork({ training, validation }, weights) {
    const shapes = [...weights].map(([name, { shape }]) => ({ name, shape }));
    const work = { ...configuration, vocabulary: text.vocabulary.length, threads, learningRates, weights: shapes };
    await writeFile(join(folder, 'work.json'), JSON.stringify(work));
    await writeFile(join(folder, 'weights.bin'), Buffer.concat([...weights.values()].map(({ data }) => bytesOf(data))));
    await writeFile(join(folder, 'training.bin'), bytesOf(training));
    await writeFile(join(folder, 'validation.bin'), bytesOf(validation));
    await writeFile(join(folder, 'starts.bin'), bytesOf(drawStarts(training.length)));
}
async function runTorch() {
    const script = fileURLToPath(new URL('benchmarks/shakespeare-torch.py', packageRoot));
    const { stdout } = await promisify(execFile)(python, [script, folder], { timeout: 3_600_000 });
    return JSON.parse(stdout);
}
function print({ tensorflowVersion }, ours, theirs) {
    const row = (name, value, digits) => [name.padEnd(24), ...[ours, theirs].map((result) => value(result).toFixed(digits).padStart(9))].join('');
    console.log(`${''.padEnd(24)}     ours  PyTorch`);
    console.log(row('validation loss', (result) => result.validationLoss, 4));
    console.log(row('loss of last 100 steps', (result) => result.trainingLoss, 4));
    console.log(row('seconds of 2,000 steps', (result) => result.seconds, 1));
    console.log(row('CPU seconds', (result) => result.cpuSeconds, 1));
    const difference = Math.abs(ours.validationLoss - theirs.validationLoss).toFixed(4);
    console.log(`\nlosses differ by ${difference}; time ${(ours.seconds / theirs.seconds).toFixed(2)} of PyTorch's`);
    const versions = { tensorflow: tensorflowVersion, torch: theirs.version };
    console.log(conditions(`node dist/benchmarks/shakespeare.js --threads ${threads}`, versions));
}
function bytesOf(data) {
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
//# sourceMappingURL=shakespeare.js.map