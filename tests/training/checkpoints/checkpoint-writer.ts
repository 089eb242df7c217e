import { openLocalFolder } from '../../../storage/local-folder.ts';
import { pruneCheckpoints } from '../../../training/checkpoints/prune-checkpoints.ts';
import { writeCheckpoint } from '../../../training/checkpoints/write-checkpoint.ts';
import { sampleCheckpoint } from './sample-checkpoint.ts';

// A program for tests that kill it: writes checkpoints from a step on, for ever, and says each step that is written.
const [folder = '', first = '1'] = process.argv.slice(2);
const storage = openLocalFolder(folder);
for (let step = Number(first); ; step += 1) {
  await writeCheckpoint(storage, 'runs/a', sampleCheckpoint(step, 200_000));
  process.stdout.write(`${step}\n`);
  await pruneCheckpoints(storage, 'runs/a', 2);
}
