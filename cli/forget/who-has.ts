import { countText } from '../../quality/number-text.ts';
import { forgets } from '../../shards/forgotten.ts';
import { readLatest } from '../../shards/latest.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { type HoldingVersion, versionsHolding } from '../../shards/versions-holding.ts';
import type { Storage } from '../../storage/storage.ts';
import { runsOfVersions, type VersionRun } from '../../training/runs/runs-of-versions.ts';

/** The versions that were made of some sources, the runs that read these, and whether `latest` names one of them. */
export interface WhoHas {
  readonly versions: readonly HoldingVersion[];
  readonly runs: readonly VersionRun[];
  readonly latest: number | undefined;
}

export async function whoHas(storage: Storage, { dataset }: Manifest, sources: readonly string[]): Promise<WhoHas> {
  const versions = await versionsHolding(storage, dataset, forgets({ sources }));
  const manifests = new Set(versions.map(({ manifestSha256 }) => manifestSha256));
  const runs = await runsOfVersions(storage, dataset, manifests);
  return { versions, runs, latest: (await readLatest(storage, dataset))?.version };
}

/** The part of `forget`'s JSON that is not the build's. */
export function forgetResult(sources: readonly string[], { versions, runs }: WhoHas, purged: boolean) {
  return {
    forgotten: sources,
    ...(purged ? { heldBy: [], purged: versions } : { heldBy: versions, purged: [] }),
    runs,
  };
}

/** What people are told: the new version, the older ones that have the sources, the runs that saw them. */
export function forgottenLines(
  { dataset, version, records }: Manifest,
  { versions, runs, latest }: WhoHas,
  purged: boolean,
): string[] {
  const names = versions
    .map(({ version: older, files }) => `${dataset}@${older} (${countText(files)} ${files === 1 ? 'file' : 'files'})`)
    .join(', ');
  const lines = [
    '',
    `${dataset}@${version} is without them, and so is every later build: ${countText(records.kept)} kept of ${countText(records.in)}.`,
  ];
  if (versions.length === 0) lines.push('No other version has them.');
  else if (purged) lines.push(`Deleted: ${names}. npx millrace gc frees what they alone held.`);
  else lines.push(`Still in ${names}. The same command with --purge deletes these versions.`);
  if (versions.some((older) => older.version === latest))
    lines.push(`${dataset}@latest is ${dataset}@${latest} still, since no newer version passed its gates.`);
  if (runs.length === 0) lines.push('No training run of this store saw them.');
  else lines.push('Training runs that saw them:', ...runs.map((run) => `  ${run.run}, ${learnedFrom(dataset, run)}`));
  return lines;
}

function learnedFrom(dataset: string, { versions, from }: VersionRun): string {
  if (versions.length === 0) return `which began with the weights of ${from}`;
  return `trained or judged on ${versions.map((version) => `${dataset}@${version}`).join(', ')}`;
}
