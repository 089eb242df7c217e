import { readZipDirectory } from '../formats/zip-directory.ts';
import { problemOfEntry, zipContent } from '../formats/zip-members.ts';
import { type FrameReader, isProblem, type RandomAccess, type ReaderInput, type ReadLimits } from '../reader.ts';
import {
  type ArchiveMember,
  type ArchiveOptions,
  archiveOptions,
  memberFrames,
  memberLimits,
} from './archive-members.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';

/**
 * ZIP files: the records of each member, by its directory, so a member that is not read costs nothing. Own reading, since
 * yauzl asks twice for each member where a file is on a network.
 */
export const zip: FrameReader<ArchiveOptions> = {
  format: 'zip',
  summary: 'ZIP files: the records of their members, each read as the format that its name tells.',
  options: archiveOptions,
  splitsAtLines: () => false,
  randomAccess: true,
  frames: (input, limits, options) => inFrameChunks(zipFrames(input, limits, options)),
};

async function* zipFrames(input: ReaderInput, limits: ReadLimits, options: ArchiveOptions): AsyncGenerator<SizedFrame> {
  const file = input.file as RandomAccess;
  const entries = await readZipDirectory(file, limits);
  if (isProblem(entries)) return yield { frame: { source: input.key, ...entries }, bytes: 0 };
  yield* memberFrames(input.key, members(), options);

  async function* members(): AsyncGenerator<ArchiveMember> {
    let stored = 0;
    for (const entry of entries as Exclude<typeof entries, { problem: string }>) {
      if (entry.name.endsWith('/')) continue;
      const problem = problemOfEntry(entry, file.fileBytes);
      // Members that lie over each other would give the same bytes again and again.
      const overlaps = stored + entry.storedBytes > file.fileBytes;
      yield {
        name: entry.name,
        limits: memberLimits(limits, entry.name, entry.bytes / Math.max(1, entry.storedBytes)),
        ...(problem !== undefined ? { problem } : overlaps ? { problem: { problem: 'overlapping-members' } } : {}),
        pieces: () => {
          stored += entry.storedBytes;
          return zipContent(file, entry, limits);
        },
      };
    }
  }
}
