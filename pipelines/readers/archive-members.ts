import { basename, dirname } from 'node:path/posix';
import { z } from 'zod';
import { joinBytes } from '../../core/join-bytes.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { type ByteStream, type Frame, isProblem, type Problem, parseFrame, type ReadLimits } from '../reader.ts';
import { compressionOf } from './decompression.ts';
import { formatOfName, isArchiveName } from './format-of-name.ts';
import type { SizedFrame } from './frame-chunks.ts';
import { chosenMemberFormat, type MemberFormat, memberFormat, plainMemberFormat } from './member-formats.ts';
import { namePattern } from './name-pattern.ts';

export const archiveOptions = z.strictObject({
  only: z.string().min(1).optional().describe('Pattern of the names of members to read, such as `data/**/*.txt`.'),
  members: memberFormat
    .optional()
    .describe(
      'Format of the members with its options; without it their names tell it, and the options are the defaults.',
    ),
});

export type ArchiveOptions = z.output<typeof archiveOptions>;

/** A member of an archive that is no folder. */
export interface ArchiveMember {
  /** As written; a name and nothing else: nothing is unpacked to disk. */
  readonly name: string;
  readonly problem?: Problem;
  /** True where the problem is one of the archive, which ends there. */
  readonly isLast?: boolean;
  /** The content, once. */
  readonly pieces: () => ByteStream;
  /** How much the member may grow beyond the bytes that it has as stored in the archive file. */
  readonly limits: ReadLimits;
}

const longestName = 1024;
/** Of different names whose times are counted: the bound of what an archive of many members holds in memory. */
const mostNames = 2 ** 20;

/**
 * The records of an archive's members, each named `archive.zip!folder/file.jsonl:12`. Hidden members, and those that
 * `only` leaves out, are passed over. Problems of a member: `nested-archive`, `name-too-long`, and dropped
 * `unknown-format`. Members of formats that need random access are held, so they may have `recordBytes` at most.
 */
export async function* memberFrames(
  key: string,
  members: AsyncIterable<ArchiveMember>,
  options: ArchiveOptions,
): AsyncGenerator<SizedFrame> {
  const isWanted = options.only === undefined ? () => true : namePattern(options.only);
  const chosen = options.members === undefined ? undefined : chosenMemberFormat(options.members);
  const seen = new Map<string, number>();
  let number = 0;
  for await (const member of members) {
    const { name } = member;
    const isLong = name.length > longestName;
    if (!isLong && member.isLast !== true && (isHidden(name) || !isWanted(name))) continue;
    number++;
    const isCounted = seen.size < mostNames || seen.has(name);
    const times = isCounted ? (seen.get(name) ?? 0) + 1 : number;
    if (!isLong && isCounted) seen.set(name, times);
    const shown = isLong ? `${name.slice(0, longestName)}…` : name;
    // An archive may hold a name twice, and a place must be one: where names are no longer counted it has the member's number.
    const source = name === '' ? key : `${key}!${shown}${times === 1 ? '' : `#${times}`}`;
    const format = chosen ?? formatOf(name);
    const problem = isLong
      ? { problem: 'name-too-long', value: name.length, limit: longestName }
      : (member.problem ?? problemOfName(name, format));
    if (problem !== undefined) yield { frame: { source, ...problemAlone(problem) }, bytes: 0 };
    else yield* framesOf(source, member, format as MemberFormat);
  }
}

function formatOf(name: string): MemberFormat | undefined {
  const format = formatOfName(name);
  return format === undefined ? undefined : plainMemberFormat(format);
}

/** As globs leave out files whose name, or whose folder's, begins with a dot; and macOS's copies of attributes. */
function isHidden(name: string): boolean {
  return /(^|\/)(\.(?!\.?\/)|__MACOSX\/)/.test(name);
}

function problemOfName(name: string, format: MemberFormat | undefined): Problem | undefined {
  if (isArchiveName(name)) return { problem: 'nested-archive' };
  return format === undefined ? { problem: 'unknown-format', dropped: true } : undefined;
}

async function* framesOf(
  key: string,
  { name, pieces, limits }: ArchiveMember,
  { reader, options }: MemberFormat,
): AsyncGenerator<SizedFrame> {
  const place = { key: nameEnding(key, name), folder: folderOf(name) };
  const held = reader.randomAccess === true ? await holdMember(pieces(), limits.recordBytes) : undefined;
  if (held !== undefined && isProblem(held)) return yield { frame: { source: key, ...problemAlone(held) }, bytes: 0 };
  const input = {
    ...{ ...place, firstLine: 1 },
    pieces: held === undefined ? pieces() : onePiece(held),
    ...(held === undefined ? {} : { file: inMemory(held) }),
  };
  for await (const frames of reader.frames(input, limits, options)) {
    for (const frame of frames) yield { frame: ofMember(frame, key), bytes: 'bytes' in frame ? frame.bytes.length : 0 };
  }

  function ofMember(frame: Frame, source: string): Frame {
    const named = { source: `${source}${frame.source.slice(place.key.length)}` };
    if (isProblem(frame)) return { ...named, ...problemAlone(frame) };
    return { ...named, parse: () => parseFrame(reader, frame, place, options, limits) };
  }
}

/** The key by which a reader tells the compression: the place, but with the member's name at its end. */
function nameEnding(key: string, name: string): string {
  return key.endsWith(name) ? key : `${key}/${basename(name)}`;
}

function folderOf(name: string): string {
  const folder = basename(dirname(name));
  return folder === '.' ? '' : folder;
}

async function holdMember(pieces: ByteStream, limit: number): Promise<Uint8Array | Problem> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    if (isProblem(piece)) return piece;
    length += piece.length;
    if (length <= limit) parts.push(piece);
    else parts.length = 0;
  }
  return length > limit ? { problem: 'record-too-large', value: length, limit } : joinBytes(parts);
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function inMemory(bytes: Uint8Array) {
  return { fileBytes: bytes.length, range: async (start: number, end: number) => bytes.subarray(start, end) };
}

/**
 * Limits for a member: what is compressed again within it counts from the bytes that it has in the archive's own file,
 * of which each gave `expansion` bytes of the member.
 */
export function memberLimits(limits: ReadLimits, name: string, expansion: number): ReadLimits {
  if (compressionOf(name) === undefined || !(expansion > 1)) return limits;
  return { ...limits, expansionRatio: Math.max(1, limits.expansionRatio / expansion) };
}
