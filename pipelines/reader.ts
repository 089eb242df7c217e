import type { z } from 'zod';
import type { Document } from '../core/document.ts';

/** Limits in input units that hold for each record and file, from the recipe's `limits`. */
export interface ReadLimits {
  /** Bytes of one record after decompression; a longer one is quarantined as `record-too-large`. */
  readonly recordBytes: number;
  /**
   * Largest ratio of decompressed to compressed bytes of one file; above it the rest is quarantined as
   * `expansion-ratio`. Not judged before `recordBytes` have come out, since so little can do no harm.
   */
  readonly expansionRatio: number;
}

/**
 * Why a record could not become a document: a word in kebab-case, with the measured value and limit where there are any.
 * `column` is the one at fault, by the name that the recipe has for it. `dropped` where that is no fault of the source, such as a member of an archive that no format is for.
 */
export interface Problem {
  readonly problem: string;
  readonly value?: number;
  readonly limit?: number;
  readonly column?: string;
  readonly dropped?: true;
}

/**
 * One record as it lies in a file, before it is parsed: its place and its bytes, or what is wrong there. `source` is the
 * file's key, with `:number` (from 1) in a file of many records, after `!` and the member's name in an archive. The
 * bytes may be a view of a larger buffer.
 */
export type RawFrame = { readonly source: string } & ({ readonly bytes: Uint8Array } | Problem);

/** A record whose bytes alone do not say what it is, such as a row of a table, says how it is parsed. */
export type Frame = RawFrame | ParsingFrame;

export interface ParsingFrame {
  readonly source: string;
  readonly parse: () => MaybeLater<Parsed | Problem>;
}

/** At once where it can be: a turn of the event loop for each record would cost more than most of them do. */
export type MaybeLater<T> = T | Promise<T>;

/** Bytes in pieces of any size; a Problem, which comes last, says why there are no more. */
export type ByteStream = AsyncIterable<Uint8Array | Problem>;

/** A file whose bytes can be had in any order, for formats whose index is at the end. */
export interface RandomAccess {
  /** Bytes of the whole file. */
  readonly fileBytes: number;
  /** Bytes [start, end) of the whole file. */
  readonly range: (start: number, end: number) => Promise<Uint8Array>;
}

/** A file, or the byte range of one, that a reader walks. `key` is its path relative to the recipe, with `/`. */
export interface ReaderInput {
  readonly key: string;
  /** Line number of the first line in the range, from 1. */
  readonly firstLine: number;
  /**
   * The raw bytes of the range, in pieces of any size; of a member of an archive also why there are no more. No piece is
   * overwritten while a frame made of it is in use.
   */
  readonly pieces: ByteStream;
  /** Label that the path gives, where the recipe says `label: folder`: the name of the file's folder. */
  readonly folder: string;
  /** The whole file, for a reader that asks for it with `randomAccess`. */
  readonly file?: RandomAccess;
  /** Which bytes of the file `pieces` are, where they may be a part of it. */
  readonly part?: { readonly start: number; readonly end: number };
}

/**
 * A document as parsed, before it has its final id: `id` is null where the source names none. `utf8` is its text once more,
 * from a reader that has it at hand.
 */
export type Parsed = Omit<Document, 'id' | 'source'> & { readonly id: string | null; readonly utf8?: Uint8Array };

/**
 * A source format. `frames` finds where records begin and end and never looks inside; `parse` makes one document
 * of one frame's bytes, and may take its time. Both bound memory and time in input units. Neither throws for what the
 * bytes hold: bad bytes are a Problem. What `frames` gives does not depend on how the input is cut into pieces.
 *
 * `frames` and `parse` are methods, so that a list can hold readers of every type of options; `options` checks them first.
 */
export interface Reader<Options> extends FrameReader<Options> {
  parse(
    bytes: Uint8Array,
    input: { readonly key: string; readonly folder: string },
    options: Options,
    limits: ReadLimits,
  ): MaybeLater<Parsed | Problem>;
}

/** A source format whose frames parse themselves: none of them has `bytes`. */
export interface FrameReader<Options> {
  readonly format: string;
  readonly summary: string;
  readonly options: z.ZodType<Options>;
  /** True where a byte range that begins and ends at a line break can be read alone (plain JSON lines). */
  readonly splitsAtLines: (key: string) => boolean;
  /** True where it needs `file`, since the index of such files is at their end. */
  readonly randomAccess?: true;
  /** Chunks of about 1,000 records or 4 MiB, whichever comes first. Errors of `input.pieces` pass through. */
  frames(input: ReaderInput, limits: ReadLimits, options: Options): AsyncIterable<readonly Frame[]>;
  /**
   * For a format with `randomAccess` that can be read in parts: where all but the first begin, in order, in bytes, with the number of
   * the first record there. A part is read with `part`, and the whole file at hand.
   */
  splitPoints?(key: string, file: RandomAccess, limits: ReadLimits): Promise<readonly SplitPoint[]>;
  /** For a format whose `path` is a folder: which of its files hold records, when a build is planned. */
  choose?(folder: FolderFiles, options: Options): Promise<FileChoice>;
}

export interface SplitPoint {
  readonly at: number;
  readonly firstLine: number;
}

/** The files of a folder, hidden ones left out: names relative to it, with `/`, and the text of one of them. */
export interface FolderFiles {
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<string>;
}

/** Files in order; or what of the recipe is at fault. */
export type FileChoice =
  | { readonly names: readonly string[] }
  | { readonly key: string; readonly expected: string; readonly found: string };

export type AnyReader = Reader<unknown> | FrameReader<unknown>;

/** The document of a frame that `reader` gave, or what is wrong with it. */
export function parseFrame(
  reader: AnyReader,
  frame: Frame,
  place: { readonly key: string; readonly folder: string },
  options: unknown,
  limits: ReadLimits,
): MaybeLater<Parsed | Problem> {
  if (isProblem(frame)) return frame;
  if ('parse' in frame) return frame.parse();
  if ('parse' in reader) return reader.parse(frame.bytes, place, options, limits);
  throw new TypeError(`Frames of ${reader.format} must parse themselves`);
}

export function isProblem(value: object): value is Problem {
  return 'problem' in value;
}
