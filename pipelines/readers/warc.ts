import { z } from 'zod';
import { openCursor } from '../formats/byte-cursor.ts';
import { openGzipMembers } from '../formats/gzip-members.ts';
import { bytesFrom, nextMember } from '../formats/gzip-recovery.ts';
import { charsetOf } from '../formats/http-content.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { type WarcResponse, warcResponses } from '../formats/warc-responses.ts';
import {
  type FrameReader,
  isProblem,
  type Parsed,
  type Problem,
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

async function* documents(input: ReaderInput, limits: ReadLimits, options: Options): AsyncGenerator<SizedFrame> {
  for await (const { source, record } of records(input, limits)) {
    if (isProblem(record)) {
      yield { frame: { source, ...problemAlone(record) }, bytes: 0 };
      continue;
    }
    if (record.kind !== 'page' && record.kind !== 'text') continue;
    const content = await record.content();
    yield isProblem(content)
      ? { frame: { source, ...problemAlone(content) }, bytes: 0 }
      : { frame: { source, parse: () => documentOf(record, content, options) }, bytes: content.length };
  }
}

interface PlacedRecord {
  readonly source: string;
  readonly record: WarcResponse | Problem;
}

/** Damaged members of one file behind which reading goes on. */
const mostDamaged = 1000;

/**
 * The records. In a gzip file, of which each member is a record, reading goes on behind a damaged one, which takes one
 * number.
 */
async function* records(input: ReaderInput, limits: ReadLimits): AsyncGenerator<PlacedRecord> {
  const { key, file } = input;
  const isGzip = compressionOf(key) === 'gzip' && file !== undefined;
  let from = 0;
  let before = 0;
  for (let damaged = 0; ; damaged++) {
    const members = isGzip
      ? openGzipMembers(from === 0 ? rawBytes(input) : bytesFrom(file, from), limits, false)
      : null;
    const cursor = openCursor(members?.bytes ?? decompress(key, input.pieces, limits));
    let number = 0;
    try {
      for await (const record of warcResponses(cursor, limits)) {
        number = record.number;
        yield { source: `${key}:${before + number}`, record };
      }
    } finally {
      await cursor.close();
    }
    const isDamaged = cursor.problem?.problem === 'corrupt-gzip';
    if (members === null || file === undefined || !isDamaged || damaged === mostDamaged) return;
    const next = await nextMember(file, from + members.lastStart() + 1, 'WARC/', limits);
    if (next === undefined) return;
    from = next;
    before += number;
  }
}

async function* rawBytes({ pieces }: ReaderInput): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (!isProblem(piece)) yield piece;
}

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
