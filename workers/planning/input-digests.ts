import { type BigIntStats, statSync } from 'node:fs';
import { stepOnFiles } from '../../storage/file-pieces.ts';
import { isRemote } from '../../storage/source-file.ts';
import type { Storage } from '../../storage/storage.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import type { InputDigest } from './digest-input.ts';
import { readJson, workKeys, writeJson } from './plan.ts';

/** Digests of local files that builds have read, by what names a file and how it was left. */
export interface InputDigests {
  /**
   * The digest of a file that an earlier build of the dataset has read and nobody has written to since; else that which
   * `read` gives. `settings` is what else decides the digest.
   */
  readonly of: (path: string, settings: string, read: () => Promise<InputDigest>) => Promise<InputDigest>;
  /** Keeps those of this build's files, for later ones. */
  readonly keep: (folder: string) => Promise<void>;
}

interface KeptDigests {
  readonly codeSha256: string;
  readonly digests: Readonly<Record<string, InputDigest>>;
}

/** A file that changed so lately may change again and keep its times, where those are coarse. */
const settledMs = 2000;

/**
 * Opens what the dataset's earlier builds of the same code know of local files. A file counts as unchanged where device,
 * inode, size, and the times of its last change and of its inode's, in nanoseconds, are as they were before it was read:
 * the last of these no program can set. Objects and URLs are always read, and so is what could not be read before.
 */
export async function openInputDigests(storage: Storage, dataset: string, codeSha256: string): Promise<InputDigests> {
  const known = new Map<string, InputDigest>();
  for (const build of await storage.folders(`${dataset}/work/`)) {
    const kept = await unlessGone(readJson<KeptDigests>(storage, workKeys.digests(workKeys.folder(dataset, build))));
    if (kept?.codeSha256 !== codeSha256) continue;
    for (const [name, digest] of Object.entries(kept.digests)) known.set(name, digest);
  }
  const own: Record<string, InputDigest> = {};
  return {
    of: async (path, settings, read) => {
      const stamp = isRemote(path) ? undefined : await stampOf(path);
      if (stamp === undefined) return read();
      const name = `${settings}\0${path}\0${stamp}`;
      const digest = known.get(name) ?? (await read());
      if (!('problem' in digest)) own[name] = digest;
      return digest;
    },
    keep: (folder) => writeJson(storage, workKeys.digests(folder), { codeSha256, digests: own } satisfies KeptDigests),
  };
}

/** Undefined where the file cannot be asked, or changed a moment ago. */
async function stampOf(path: string): Promise<string | undefined> {
  await stepOnFiles();
  let found: BigIntStats;
  try {
    found = statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
  const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = found;
  const changedMs = Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs);
  return Date.now() - changedMs < settledMs ? undefined : [dev, ino, size, mtimeNs, ctimeNs].join(':');
}
