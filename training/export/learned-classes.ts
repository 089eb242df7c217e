import { objectiveOf, readRunVersion } from '../open-run.ts';
import { openRunStream } from '../open-run-stream.ts';
import type { ExportedRun } from './model-export.ts';

/** Names of the classes that a run tells apart, in the order of its head's rows; none of a language model. */
export async function learnedClasses({
  storage,
  config,
}: Pick<ExportedRun, 'storage' | 'config'>): Promise<readonly string[]> {
  const goal = objectiveOf(config);
  // Chats and questions have no labels.
  if (goal.content === 'tokens' || (goal.content === 'documents' && goal.form !== undefined)) return [];
  const version = await readRunVersion(storage, config);
  const { stream } = await openRunStream({ storage, version, config, threads: 1 }, 'train', 'evaluation');
  const { classes } = stream;
  await stream.close();
  return classes;
}
