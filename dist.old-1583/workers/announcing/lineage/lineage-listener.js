import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MillraceError } from '../../../core/errors.js';
import { postJson } from '../post-json.js';
import { lineageSettings } from './lineage-settings.js';
import { isRunNews, runEvent } from './run-event.js';
/**
 * Who collects OpenLineage events, where the environment names one. `onProblem` is told where it does so wrongly: the
 * command said so when it began, and events that cannot go anywhere are not worth a retry.
 */
export function lineageListeners(announced, env, onProblem) {
    const { announcement } = announced;
    const { kind } = announcement;
    const settings = settingsOf(env, onProblem);
    if (settings === null || !isRunNews(kind))
        return [];
    const { namespace, target } = settings;
    const tell = async () => {
        const [recipe, manifest, run] = [await announced.recipe(), await announced.manifest(), await announced.run()];
        await send(target, runEvent(kind, { announcement, recipe, manifest, run, namespace }));
    };
    return [{ key: 'lineage', tell }];
}
function settingsOf(env, onProblem) {
    try {
        return lineageSettings(env);
    }
    catch (error) {
        if (!(error instanceof MillraceError))
            throw error;
        onProblem(error.message);
        return null;
    }
}
async function send(target, event) {
    if (target.kind === 'file')
        return appendLine(target.path, JSON.stringify(event));
    const headers = target.apiKey === null ? {} : { authorization: `Bearer ${target.apiKey}` };
    await postJson({ url: target.url, body: event, headers });
}
/** One write at the end of the file, which other workers may write to as well: the lines of local files stay whole. */
async function appendLine(path, line) {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a');
    try {
        const bytes = new TextEncoder().encode(`${line}\n`);
        const { bytesWritten } = await file.write(bytes);
        if (bytesWritten < bytes.length)
            throw new Error(`${path}: an event was written in part; is the disk full?`);
    }
    finally {
        await file.close();
    }
}
//# sourceMappingURL=lineage-listener.js.map