import { formatByteSize } from '../core/byte-size.js';
import { connectClient } from './temporal/connection.js';
import { ensureSearchAttributes } from './temporal/search-attributes.js';
import { openTemporal } from './temporal/server.js';
import { temporalSettings } from './temporal/settings.js';
import { externalUiUrl, namedUiUrl } from './temporal/ui.js';
const noteEveryMs = 2_000;
/**
 * Connects to Temporal, starting the embedded server of the store's folder where the environment names none.
 * Throws what {@link openTemporal} and {@link connectClient} throw.
 */
export async function openTemporalSession(folder, env, onNote) {
    const settings = temporalSettings(env);
    if (settings.kind === 'external') {
        const { target } = settings;
        const client = await connectClient(target);
        await ensureSearchAttributes(client.connection, target.namespace);
        const uiUrl = namedUiUrl(env) ?? externalUiUrl(target) ?? null;
        return { target, client, uiUrl, started: false, close: async () => undefined };
    }
    const server = await openTemporal({
        folder,
        env,
        progress: nowAndThen((fetched) => onNote(fetchNote(fetched))),
        onEvent: (event) => {
            if (event.kind === 'restarted')
                onNote(`the Temporal server ended and is back after ${event.seconds.toFixed(1)} s`);
            else
                onNote(`the Temporal server is lost: ${event.error.message}`);
        },
    });
    try {
        return {
            target: server.target,
            // Its channel stays open until the process ends: the SDK retries a pending call from a timer, and one that meets a
            // closed channel throws there, past every catch.
            client: await connectClient(server.target),
            uiUrl: server.uiUrl,
            started: server.started,
            close: async () => {
                await server.stop();
            },
        };
    }
    catch (error) {
        await server.stop();
        throw error;
    }
}
function fetchNote({ phase, bytes, totalBytes }) {
    return `Temporal CLI, needed once: ${phase} ${formatByteSize(bytes)} of ${formatByteSize(totalBytes)}`;
}
/** Passes on what begins a phase, and within one what comes two seconds after the last: each is a line for people. */
function nowAndThen(tell) {
    let last;
    return (fetched) => {
        const ms = performance.now();
        if (last?.phase === fetched.phase && ms - last.ms < noteEveryMs)
            return;
        last = { phase: fetched.phase, ms };
        tell(fetched);
    };
}
//# sourceMappingURL=temporal-session.js.map