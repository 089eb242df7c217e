import { digestOf } from './job-names.ts';
import { type MapReport, mapPhaseName } from './map-outputs.ts';
import { type OpenBuild, requireReports } from './open-build.ts';

/** What a map job left of a partition: how much, and digests of it. */
export interface MapContents extends Pick<MapReport, 'records' | 'contentBytes' | 'recordsSha256' | 'fatesSha256'> {
  /** Of the entry of the recipe's sources that each record is of. */
  readonly sourcesSha256: string;
}

const recent = new Map<string, Promise<readonly MapContents[]>>();

/**
 * What the map jobs of a segment left, once all of them are done. The last few segments' stay in memory, since several
 * phases are named by them. Memory: about 400 bytes a partition.
 */
export function readMapContents(build: OpenBuild, segment: number): Promise<readonly MapContents[]> {
  const key = `${build.storage.location}\0${build.folder}\0${segment}`;
  const known = recent.get(key);
  if (known !== undefined) return known;
  if (recent.size >= 8) recent.clear();
  const loading = load(build, segment);
  recent.set(key, loading);
  loading.catch(() => recent.delete(key));
  return loading;
}

async function load(build: OpenBuild, segment: number): Promise<readonly MapContents[]> {
  const reports = await requireReports<MapReport>(build, mapPhaseName(segment), build.plan.partitions);
  return reports.map(({ records, contentBytes, recordsSha256, fatesSha256, sources }) => {
    return { records, contentBytes, recordsSha256, fatesSha256, sourcesSha256: digestOf(sources) };
  });
}
