import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { packageRoot } from '../../storage/package-root.js';
import { openBackend } from '../../training/backend/open-backend.js';
import { openGraphEngine } from '../../training/engines/graph-engine.js';
import { readCharacters } from './characters.js';
import { configuration, engineOptions } from './configuration.js';
import { generate } from './generate.js';
import { train, validationLoss } from './train.js';
const file = process.argv[2] ?? new URL('../shared/data/shakespeare/tinyshakespeare.txt', packageRoot);
const source = await readFile(file, 'utf8').catch((error) => {
    console.error(`No text to train on: ${error.message}`);
    console.error('Name a text file: npm run train:shakespeare -- FILE');
    console.error('Tiny Shakespeare is data/tinyshakespeare/input.txt of github.com/karpathy/char-rnn.');
    process.exit(2);
});
const { steps, batch, length } = configuration;
const text = readCharacters(source, batch * length);
const threads = availableParallelism();
const backend = await openBackend({ device: 'auto', threads, env: process.env });
const options = engineOptions(text.vocabulary.length, backend.device === 'gpu' ? 1 : threads);
const engine = openGraphEngine(backend, options);
console.log(`TensorFlow ${backend.tensorflowVersion} on the ${backend.device.toUpperCase()}, ${backend.deviceName}`);
let lossSum = 0;
const seconds = train(engine, text, ({ step, loss, seconds }) => {
    lossSum += loss;
    if (step % 100 !== 0)
        return;
    const speed = Math.round((step * batch * length) / seconds).toLocaleString('en');
    const left = Math.round((seconds / step) * (steps - step));
    const mean = (lossSum / 100).toFixed(3);
    console.log(`step ${String(step).padStart(4)} of ${steps}   loss ${mean}   ${speed} tokens/s   ${left} s left`);
    lossSum = 0;
});
const loss = validationLoss(engine, text).toFixed(4);
console.log(`\nValidation loss ${loss} over ${text.validation.length} characters, after ${seconds.toFixed(1)} s\n`);
const newline = Math.max(0, text.vocabulary.indexOf('\n'));
const tokens = generate(backend, options.model, engine.readState().weights, newline, 300);
console.log(tokens.map((token) => text.vocabulary[token]).join(''));
engine.close();
//# sourceMappingURL=main.js.map