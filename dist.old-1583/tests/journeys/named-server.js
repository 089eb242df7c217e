import { spawn } from 'node:child_process';
import { findTemporalCli } from '../../workers/temporal/binary.js';
import { connectClient } from '../../workers/temporal/connection.js';
import { choosePort } from '../../workers/temporal/ports.js';
import { localTarget } from '../../workers/temporal/ready.js';
/** @param historyEvents events after which the server suggests that a workflow continues as new */
export async function startNamedServer(historyEvents) {
    const { path } = await findTemporalCli({ env: process.env });
    const port = await choosePort(undefined, []);
    const server = spawn(path, [
        ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--headless', '--log-level', 'error'],
        ...['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${historyEvents}`],
    ], { stdio: 'ignore' });
    const ended = new Promise((resolve) => server.once('exit', () => resolve()));
    for (let attempt = 0;; attempt++) {
        try {
            await (await connectClient(localTarget(port))).connection.close();
            break;
        }
        catch (error) {
            if (attempt === 20 || server.exitCode !== null)
                throw error;
            await new Promise((resolve) => setTimeout(resolve, 250));
        }
    }
    return {
        address: `127.0.0.1:${port}`,
        stop: async () => {
            server.kill('SIGKILL');
            await ended;
        },
    };
}
//# sourceMappingURL=named-server.js.map