import { createHash } from 'node:crypto';
import { openBackend } from '../../../training/backend/open-backend.js';
import { openGraphEngine } from '../../../training/engines/graph-engine.js';
import { sampleBatch, sampleOptions } from '../sample-step.js';
/** Prints a digest of the state after ten steps in a process of its own. Argument: threads. */
const options = sampleOptions(4, { dropout: 0.1 });
const backend = await openBackend({ device: 'cpu', threads: Number(process.argv[2]), env: process.env });
const engine = openGraphEngine(backend, options);
for (let step = 1; step <= 10; step++) {
    engine.step([options.objective.collate(sampleBatch(4, step))], { step, learningRate: 1e-2 });
}
console.log(digest(engine.readState()));
engine.close();
function digest(state) {
    const hash = createHash('sha256');
    for (const part of Object.values(state)) {
        for (const [name, { data }] of part)
            hash.update(name).update(data);
    }
    return hash.digest('hex');
}
//# sourceMappingURL=state-digest.js.map