import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MillraceError } from '../../../core/errors.ts';
import type { Announced } from '../announced.ts';
import type { Listener } from '../listener.ts';
import { postJson } from '../post-json.ts';
import { type LineageSettings, type LineageTarget, lineageSettings } from './lineage-settings.ts';
import { isRunNews, type RunEvent, runEvent } from './run-event.ts';

/**
 * Who collects OpenLineage events, where the environment names one. `onProblem` is told where it does so wrongly: the
 * command said so when it began, and events that cannot go anywhere are not worth a retry.
 */
export function lineageListeners(
  announced: Announced,
  env: NodeJS.ProcessEnv,
  onProblem: (text: string) => void,
): Listener[] {
  const { announcement } = announced;
  const { kind } = announcement;
  const settings = settingsOf(env, onProblem);
  if (settings === null || !isRunNews(kind)) return [];
  const { namespace, target } = settings;
  const tell = async (): Promise<void> => {
    const [recipe, manifest, run] = [await announced.recipe(), await announced.manifest(), await announced.run()];
    await send(target, runEvent(kind, { announcement, recipe, manifest, run, namespace }));
  };
  return [{ key: 'lineage', tell }];
}

function settingsOf(env: NodeJS.ProcessEnv, onProblem: (text: string) => void): LineageSettings | null {
  try {
    return lineageSettings(env);
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    onProblem(error.message);
    return null;
  }
}

async function send(target: LineageTarget, event: RunEvent): Promise<void> {
  if (target.kind === 'file') return appendLine(target.path, JSON.stringify(event));
  const headers = target.apiKey === null ? {} : { authorization: `Bearer ${target.apiKey}` };
  await postJson({ url: target.url, body: event, headers });
}

/** One write at the end of the file, which other workers may write to as well: the lines of local files stay whole. */
async function appendLine(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a');
  try {
    const bytes = new TextEncoder().encode(`${line}\n`);
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) throw new Error(`${path}: an event was written in part; is the disk full?`);
  } finally {
    await file.close();
  }
}
