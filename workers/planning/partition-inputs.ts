import { cutPlaces } from './cut-places.ts';
import type { InputDigest } from './digest-input.ts';
import type { InputFile } from './find-inputs.ts';
import type { ReferenceDigest } from './references.ts';

/** A range of one input file within a partition; `problem` where the file cannot be read. */
export interface PartitionInput {
  readonly source: number;
  readonly key: string;
  readonly path: string;
  /** Bytes of the whole file when the build was planned. */
  readonly fileBytes: number;
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
  readonly sha256: string | null;
  readonly problem: string | null;
  /** What the other files that its records name held when the build was planned; null where they name none. */
  readonly references: ReferenceDigest | null;
}

/** The records that one job reads: consecutive ranges of the inputs. */
export interface Partition {
  readonly inputs: readonly PartitionInput[];
  readonly bytes: number;
}

/** Partitions of less are not worth a job. */
const leastBytes = 8 * 1024;
/** Partitions that many inputs make, about: one input that changes is then less than a hundredth of the work. */
const wantedPartitions = 128;

/**
 * Groups ranges, in order, into partitions of at most `partitionBytes`; a longer range is a partition of its own. The
 * files that a range's records name count with it. Partitions also end where the files' keys say so, some 8 KiB apart at
 * least, so that a file which is added, changed or removed changes one partition or two, and the rest stay as they were.
 * A function of the inputs alone: neither threads nor hosts change it.
 */
export function partitionInputs(
  files: readonly InputFile[],
  digests: readonly InputDigest[],
  partitionBytes: number,
): Partition[] {
  const partitions: Partition[] = [];
  let inputs: PartitionInput[] = [];
  let bytes = 0;
  const close = (): void => {
    if (inputs.length > 0) partitions.push({ inputs, bytes });
    inputs = [];
    bytes = 0;
  };
  const cuts = cutPlaces(
    files.map(({ key }) => key),
    wantedPartitions,
  );
  for (const [index, file] of files.entries()) {
    if (cuts.has(index) && bytes >= leastBytes) close();
    const digest = digests[index];
    if (digest === undefined) throw new RangeError(`Expected a digest for each of ${files.length} files`);
    for (const range of rangesOf(file, digest)) {
      const size = range.end - range.start + (range.references?.bytes ?? 0);
      if (bytes + size > partitionBytes) close();
      const fileBytes = 'problem' in digest ? file.bytes : digest.bytes;
      inputs.push({ source: file.source, key: file.key, path: file.path, fileBytes, ...range });
      bytes += size;
    }
  }
  close();
  return partitions;
}

type Place = Omit<PartitionInput, 'source' | 'key' | 'path' | 'fileBytes'>;

function rangesOf(file: InputFile, digest: InputDigest): readonly Place[] {
  if ('problem' in digest) {
    return [{ start: 0, end: file.bytes, firstLine: 1, sha256: null, problem: digest.problem, references: null }];
  }
  return digest.ranges.map((range, place) => ({
    ...range,
    problem: null,
    references: digest.references?.[place] ?? null,
  }));
}
