import type { Storage } from '../storage/storage.ts';
import { listVersions, readVersion } from './catalogue.ts';
import { openInputReader } from './inputs.ts';
import { groupsOf } from './row-file.ts';

/** A version that was made of some input files. */
export interface HoldingVersion {
  readonly version: number;
  readonly manifestSha256: string;
  /** How many of them it read. */
  readonly files: number;
}

/** The versions of a dataset that read an input file of which `holds` is true, ascending. Reads every table of inputs. */
export async function versionsHolding(
  storage: Storage,
  dataset: string,
  holds: (key: string) => boolean,
): Promise<readonly HoldingVersion[]> {
  const found: HoldingVersion[] = [];
  for (const version of await listVersions(storage, dataset)) {
    const { manifest, sha256 } = await readVersion(storage, dataset, version);
    const keys = new Set<string>();
    const inputs = await openInputReader(storage, `${dataset}/${manifest.lineage.inputs.file}`);
    for await (const rows of groupsOf(inputs)) {
      for (const { path } of rows) if (holds(path)) keys.add(path.replace(/#images$/, ''));
    }
    if (keys.size > 0) found.push({ version, manifestSha256: sha256, files: keys.size });
  }
  return found;
}
