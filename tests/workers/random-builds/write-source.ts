import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { openParquetWriter } from '../../../shards/parquet-writer.ts';
import { openMemoryStorage } from '../../../storage/memory.ts';
import { response, tarOf, warcRecord } from '../../pipelines/image-readers/write-sources.ts';
import { storedZip } from '../../wheels/stored-zip.ts';

/** A record as a source tells it. */
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly label: string | null;
  readonly url: string;
}

/** How files of a format are written, and what a recipe says of them. */
export interface Written {
  readonly format: string;
  /** How names end, before that of the compression. */
  readonly end: string;
  readonly compresses: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  readonly named: boolean;
  readonly bytes: (rows: readonly Row[]) => Buffer | Promise<Buffer>;
}

const columns = { label: 'label', metadata: ['url'] };
const headers = ['id', 'text', 'label', 'url'] as const;
const jsonLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const cell = (value: string | null): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
const table = (rows: readonly Row[], delimiter: string): Buffer =>
  Buffer.from(
    [headers.join(delimiter), ...rows.map((row) => headers.map((name) => cell(row[name])).join(delimiter))].join(
      '\r\n',
    ),
  );
const mail = ({ id, text, url }: Row): string =>
  `From: a@b.example\nSubject: ${id}\nX-Url: ${url}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`;
const page = ({ id, text }: Row): string =>
  `<html><head><title>${id}</title></head><body><article><p>${text}</p></article></body></html>`;
const only = (rows: readonly Row[], write: (row: Row) => string): Buffer => Buffer.from(rows.map(write).join('\n'));

async function parquetOf(rows: readonly Row[]): Promise<Buffer> {
  const storage = openMemoryStorage();
  const schema = {
    id: { type: 'utf8' },
    text: { type: 'utf8' },
    label: { type: 'utf8', nullable: true },
    url: { type: 'utf8' },
  } as const;
  const target = { storage, folder: 'a', name: () => 'b' };
  const writer = await openParquetWriter(target, schema, { rows: 5, textBytes: 20_000 });
  await writer.add(rows);
  await writer.finish();
  return Buffer.from(await storage.get('a/b'));
}

function arrowOf(rows: readonly Row[], type: 'file' | 'stream'): Buffer {
  const column = (name: (typeof headers)[number]) => rows.map((row) => row[name]?.toWellFormed() ?? null);
  return Buffer.from(
    tableToIPC(tableFromArrays(Object.fromEntries(headers.map((name) => [name, column(name)]))), type),
  );
}

function webArchive(rows: readonly Row[], each: (bytes: Buffer) => Buffer): Buffer {
  const first = warcRecord({ 'WARC-Type': 'warcinfo' }, 'software: none\r\n');
  const pages = rows.map((row) => response(row.url, 'text/html; charset=utf-8', page(row)));
  return Buffer.concat([first, ...pages].map(each));
}

const members = (rows: readonly Row[]): readonly (readonly [string, Row])[] =>
  rows.map((row, index) => [`${index % 2 === 0 ? '' : 'deep/'}${index}.txt`, row]);

const named = { ...columns, id: 'id' };

export const writtenFormats: readonly Written[] = [
  ...[true, false].map(
    (withId): Written => ({
      ...{ format: 'jsonl', end: '.jsonl', compresses: true, named: withId },
      options: withId ? named : columns,
      bytes: (rows) => Buffer.from(jsonLines(rows)),
    }),
  ),
  {
    ...{ format: 'jsonl', end: '.jsonl', compresses: false, named: false, options: { content: 'html' } },
    bytes: (rows) => Buffer.from(`not JSON\n\n{"text":7}\n${jsonLines(rows)}[`),
  },
  { format: 'csv', end: '.csv', compresses: true, named: true, options: named, bytes: (rows) => table(rows, ',') },
  {
    format: 'csv',
    end: '.csv',
    compresses: true,
    named: false,
    options: { delimiter: ';' },
    bytes: (rows) => table(rows, ';'),
  },
  { format: 'tsv', end: '.tsv', compresses: true, named: false, options: columns, bytes: (rows) => table(rows, '\t') },
  { format: 'parquet', end: '.parquet', compresses: false, named: true, options: named, bytes: parquetOf },
  {
    format: 'arrow',
    end: '.arrow',
    compresses: false,
    named: false,
    options: columns,
    bytes: (rows) => arrowOf(rows, 'file'),
  },
  {
    format: 'arrow',
    end: '.arrows',
    compresses: false,
    named: true,
    options: named,
    bytes: (rows) => arrowOf(rows, 'stream'),
  },
  {
    ...{ format: 'text', end: '.txt', compresses: true, named: false, options: { label: 'folder' } },
    bytes: (rows) => only(rows, ({ text }) => text),
  },
  { format: 'html', end: '.html', compresses: true, named: false, options: {}, bytes: (rows) => only(rows, page) },
  { format: 'mail', end: '.eml', compresses: true, named: false, options: {}, bytes: (rows) => only(rows, mail) },
  {
    ...{ format: 'mbox', end: '.mbox', compresses: true, named: false, options: { metadata: ['x-url'] } },
    bytes: (rows) => only(rows, (row) => `From a Mon\n${mail(row).replaceAll(/^(>*From )/gm, '>$1')}`),
  },
  {
    format: 'warc',
    end: '.warc',
    compresses: false,
    named: true,
    options: { id: 'url' },
    bytes: (rows) => webArchive(rows, (each) => each),
  },
  {
    format: 'warc',
    end: '.warc.gz',
    compresses: false,
    named: false,
    options: {},
    bytes: (rows) => webArchive(rows, (each) => gzipSync(each)),
  },
  {
    ...{ format: 'zip', end: '.zip', compresses: false, named: false, options: { members: { format: 'text' } } },
    bytes: (rows) => storedZip(Object.fromEntries(members(rows).map(([name, { text }]) => [name, text]))),
  },
  {
    ...{ format: 'tar', end: '.tar', compresses: true, named: false, options: { only: '**/*.txt' } },
    bytes: (rows) => tarOf(members(rows).map(([name, { text }]) => ({ name, content: text }))),
  },
  {
    ...{
      format: 'tar',
      end: '.tar',
      compresses: true,
      named: true,
      options: { members: { format: 'jsonl', id: 'id' } },
    },
    bytes: (rows) =>
      tarOf(
        [rows.slice(0, 4), rows.slice(4)].map((some, index) => ({ name: `${index}.jsonl`, content: jsonLines(some) })),
      ),
  },
];

export const compressions = ['', '', '', '.gz', '.zst', '.bz2', 'pieces.gz'] as const;
export type Compression = (typeof compressions)[number];

function compressed(bytes: Buffer, compression: Compression): Buffer {
  if (compression === '.gz') return gzipSync(bytes);
  if (compression === '.zst') return zstdCompressSync(bytes);
  if (compression === '.bz2') return spawnSync('bzip2', { input: bytes }).stdout;
  const half = bytes.length >> 1;
  return Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
}

/** The path of a file of a source, below the recipe's folder. */
export function sourcePath(source: number, file: number, { end }: Written, compression: Compression): string {
  const last = compression === 'pieces.gz' ? '.gz' : compression;
  return `s${source}/c${file % 2}/f${String(file).padStart(3, '0')}${end}${last}`;
}

/** Writes a file of a source. */
export async function writeSource(
  path: string,
  format: Written,
  compression: Compression,
  rows: readonly Row[],
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const bytes = await format.bytes(rows);
  writeFileSync(join(path), compression === '' ? bytes : compressed(bytes, compression));
}
