import { z } from 'zod';
import type { Parsed, Problem, Reader } from '../reader.ts';
import { copyBytes } from '../text/slab.ts';
import { compressionOf, decompress } from './decompression.ts';
import { documentColumns, documentOf, namedColumns } from './document-columns.ts';
import { noMetadata } from './json-columns.ts';
import { jsonStrings } from './json-strings.ts';
import { lineFrames } from './line-frames.ts';

const options = z.strictObject(documentColumns);

type Options = z.output<typeof options>;

/** JSON lines, plain or compressed: one object a line. Columns that are absent or null give no id, label or metadata. */
export const jsonl: Reader<Options> = {
  format: 'jsonl',
  summary: 'JSON lines (.jsonl, also .gz, .bz2, .zst): one object a line.',
  options,
  splitsAtLines: (key) => compressionOf(key) === undefined,
  frames: (input, limits) =>
    lineFrames(input.key, input.firstLine, decompress(input.key, input.pieces, limits), limits),
  parse: (bytes, _input, options) => parseLine(bytes, options),
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseLine(bytes: Uint8Array, options: Options): Parsed | Problem {
  return plainLine(bytes, options) ?? anyLine(bytes, options);
}

interface PlainLines {
  readonly names: readonly string[];
  readonly strings: ReturnType<typeof jsonStrings>;
}

const plainLines = new WeakMap<Options, PlainLines>();

/** The document of a line whose named columns are strings, as most are; undefined for any other. */
function plainLine(line: Uint8Array, options: Options): Parsed | undefined {
  let plain = plainLines.get(options);
  if (plain === undefined) {
    const names = namedColumns(options);
    plain = { names, strings: jsonStrings(names) };
    plainLines.set(options, plain);
  }
  const { names, strings } = plain;
  const found = strings(line);
  if (found === undefined) return undefined;
  const of = (name: string | undefined): string | null =>
    name === undefined ? null : (found[names.indexOf(name)]?.text ?? null);
  const text = found[names.indexOf(options.text)] ?? null;
  if (text === null) return undefined;
  const { label, id, metadata, content } = options;
  return {
    id: of(id),
    text: text.text,
    format: content === 'html' ? 'html' : 'text',
    label: of(label),
    metadata:
      metadata.length === 0 ? noMetadata : Object.fromEntries(metadata.flatMap((name) => pairOf(name, of(name)))),
    utf8: copyBytes(text.utf8),
  };
}

function pairOf(name: string, value: string | null): [string, string][] {
  return value === null ? [] : [[name, value]];
}

function anyLine(bytes: Uint8Array, options: Options): Parsed | Problem {
  let line: string;
  let row: unknown;
  try {
    line = utf8.decode(bytes);
  } catch {
    return { problem: 'invalid-utf8' };
  }
  try {
    row = JSON.parse(line);
  } catch {
    return { problem: 'invalid-json' };
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return { problem: 'not-an-object' };
  return documentOf(row, options, line);
}
