import { openLocalFolder } from '../../../storage/local-folder.js';
import { pruneCheckpoints } from '../../../training/checkpoints/prune-checkpoints.js';
import { writeCheckpoint } from '../../../training/checkpoints/write-checkpoint.js';
import { sampleCheckpoint } from './sample-checkpoint.js';
// A program for tests that kill it: writes checkpoints from a step on, for ever, and says each step that is written.
const [folder = '', first = '1'] = process.argv.slice(2);
const storage = openLocalFolder(folder);
for (let step = Number(first);; step += 1) {
    await writeCheckpoint(storage, 'runs/a', sampleCheckpoint(step, 200_000));
    process.stdout.write(`${step}\n`);
    await pruneCheckpoints(storage, 'runs/a', 2);
}
//# sourceMappingURL=checkpoint-writer.js.map