import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
const run = promisify(execFile);
const driverFolder = '/proc/driver/nvidia/gpus';
/** Asks `nvidia-smi`, then the driver's files. An empty or negative CUDA_VISIBLE_DEVICES hides every card. */
export async function findCards(env) {
    const visible = env['CUDA_VISIBLE_DEVICES'];
    if (visible !== undefined && (visible.trim() === '' || visible.trim().startsWith('-')))
        return { cards: [], looked: `CUDA_VISIBLE_DEVICES="${visible}" hides every card` };
    const asked = await askTool(env);
    if (asked !== undefined && asked.length > 0)
        return { cards: asked, looked: 'nvidia-smi' };
    const tool = asked === undefined ? 'nvidia-smi: cannot be run' : 'nvidia-smi: no card';
    const driven = cardsOfDriver();
    return { cards: driven, looked: `${tool}; ${driverFolder}: ${driven.length === 0 ? 'no card' : driven.join(', ')}` };
}
async function askTool(env) {
    try {
        const flags = ['--query-gpu=name', '--format=csv,noheader'];
        const { stdout } = await run('nvidia-smi', flags, { env: { ...env }, timeout: 20_000 });
        return stdout.split('\n').flatMap((line) => line.trim() || []);
    }
    catch {
        return undefined;
    }
}
function cardsOfDriver() {
    try {
        return readdirSync(driverFolder).map((name) => {
            const information = readFileSync(join(driverFolder, name, 'information'), 'utf8');
            return /^Model:\s*(.+)$/m.exec(information)?.[1]?.trim() ?? 'NVIDIA card';
        });
    }
    catch {
        return [];
    }
}
//# sourceMappingURL=cards.js.map