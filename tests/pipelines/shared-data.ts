import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { packageRoot } from '../../storage/package-root.ts';

const folder = new URL('../shared/data/', packageRoot);

/** Why a test on real data is skipped; false where the data are there. */
export const skipWithoutSharedData: string | false = existsSync(folder)
  ? false
  : 'needs ../shared/data: real documents and broken files';

export function sharedPath(path: string): URL {
  return new URL(path, folder);
}

export function sharedFile(path: string): Buffer {
  return readFileSync(sharedPath(path));
}

/** Rows of a compressed JSON lines file. */
export function sharedRows<Row>(path: string): Row[] {
  const lines = gunzipSync(sharedFile(path)).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
}
