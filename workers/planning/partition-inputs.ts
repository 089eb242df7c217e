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

/**
 * Groups ranges, in order, into partitions of at most `partitionBytes`; a longer range is a partition of its own. The
 * files that a range's records name count with it.
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
  for (const [index, file] of files.entries()) {
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
