import { z } from 'zod';
import { type ByteCursor, openCursor } from '../formats/byte-cursor.ts';
import { openGzipMembers } from '../formats/gzip-members.ts';
import { bytesFrom, openMemberFinder } from '../formats/gzip-recovery.ts';
import { charsetOf } from '../formats/http-content.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { type WarcResponse, warcResponses } from '../formats/warc-responses.ts';
import {
  type FrameReader,
  isProblem,
  type Parsed,
  type Problem,
  type RandomAccess,
  type ReaderInput,
  type ReadLimits,
} from '../reader.ts';
import { decodeText } from './charset.ts';
import { compressionOf, decompress } from './decompression.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';
import { declaredInHtml } from './html-charset.ts';

const metadataNames = ['url', 'date', 'content-type', 'language', 'ip-address', 'record-id'] as const;

const options = z.strictObject({
  id: z
    .enum(['url', 'record-id'])
    .optional()
    .describe('What of a record its id is; without it ids come from file and record number.'),
  metadata: z
    .array(z.enum(metadataNames))
    .default(['url', 'date'])
    .describe('What of a record to keep: `language` is what Common Crawl found, `content-type` what the server said.'),
});

type Options = z.output<typeof options>;

/**
 * WARC files: each HTML page and plain text that a server gave with status 200, each such resource, and the texts of WET
 * files. Other records are no documents, and have no fate.
 */
export const warc: FrameReader<Options> = {
  format: 'warc',
  summary: 'Web archives (.warc, .warc.gz) and their texts (.warc.wet.gz): a document for each page or plain text.',
  options,
  splitsAtLines: () => false,
  frames: (input, limits, options) => inFrameChunks(documents(input, limits, options)),
};

/** A document of a record, or what is wrong with it. */
interface FoundRecord {
  readonly number: number;
  readonly frame: SizedFrame;
}

async function* documents(input: ReaderInput, limits: ReadLimits, options: Options): AsyncGenerator<SizedFrame> {
  const { key, file } = input;
  let read = 0;
  // The checksum of a record's gzip member is behind it.
  let last: FoundRecord | undefined;
  for await (const found of documentsIn(openCursor(decompress(key, input.pieces, limits)))) {
    if (file !== undefined && compressionOf(key) === 'gzip' && endsHere(found.frame))
      return yield* carefully(file, read);
    if (last !== undefined) {
      yield last.frame;
      read = last.number;
    }
    last = found;
  }
  if (last !== undefined) yield last.frame;

  async function* documentsIn(cursor: ByteCursor, before = 0, known = 0): AsyncGenerator<FoundRecord> {
    try {
      for await (const record of warcResponses(cursor, limits)) {
        const number = before + record.number;
        const isDocument = isProblem(record) || record.kind === 'page' || record.kind === 'text';
        if (number <= known || !isDocument) continue;
        const source = `${key}:${number}`;
        const content = isProblem(record) ? record : await record.content();
        const frame =
          isProblem(content) || isProblem(record)
            ? { frame: { source, ...problemAlone(content as Problem) }, bytes: 0 }
            : { frame: { source, parse: () => documentOf(record, content, options) }, bytes: content.length };
        yield { number, frame };
      }
    } finally {
      await cursor.close();
    }
  }

  /** Reads the file's gzip members one by one, which takes twice as long, and goes on behind damaged ones. */
  async function* carefully(whole: RandomAccess, known: number): AsyncGenerator<SizedFrame> {
    const finder = openMemberFinder(whole, 'WARC/', limits);
    let from = 0;
    let before = 0;
    for (let damaged = 0; damaged < mostDamaged; damaged++) {
      const members = openGzipMembers(bytesFrom(whole, from), limits, false);
      const cursor = openCursor(members.bytes);
      let goesOn = false;
      for await (const { number, frame } of documentsIn(cursor, before, known)) {
        yield frame;
        before = number;
        goesOn = endsHere(frame);
      }
      if (!goesOn) return;
      const next = await finder.next(from + members.lastStart() + 1);
      if (next === undefined) return;
      from = next;
    }
  }
}

/** Whether a file's stream was left at a record, though the file may go on. */
function endsHere({ frame }: SizedFrame): boolean {
  return 'problem' in frame && (frame.problem === 'corrupt-gzip' || frame.problem === 'corrupt-warc');
}

/** Damaged members of one file behind which reading goes on. */
const mostDamaged = 1000;

function documentOf(record: WarcResponse, content: Uint8Array, options: Options): Parsed {
  const isPage = record.kind === 'page';
  const charset = charsetOf(record.contentType) ?? (isPage ? declaredInHtml(content) : null);
  const found = options.metadata.flatMap((name) => {
    const value = partOf(record, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id: options.id === undefined ? null : (partOf(record, options.id) ?? null),
    text: decodeText(content, charset).text,
    format: isPage ? 'html' : 'text',
    label: null,
    metadata: Object.fromEntries(found),
  };
}

const headerNames = {
  date: 'warc-date',
  language: 'warc-identified-content-language',
  'ip-address': 'warc-ip-address',
  'record-id': 'warc-record-id',
};

function partOf({ target, contentType, headers }: WarcResponse, name: Options['metadata'][number]) {
  if (name === 'url') return target;
  if (name === 'content-type') return contentType === '' ? undefined : contentType;
  return headers.get(headerNames[name]);
}
