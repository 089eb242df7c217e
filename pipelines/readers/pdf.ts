import { z } from 'zod';
import { isProblem, type Parsed, type Problem, type Reader, type ReadLimits } from '../reader.ts';
import { folderLabel, labelOf } from './file-options.ts';
import { predefinedMap } from './pdf-character-maps.ts';
import { linesOf, type PdfLine, type TextRun, withoutRunningLines } from './pdf-lines.ts';
import { paragraphsOf } from './pdf-paragraphs.ts';
import { wholeFile } from './whole-file.ts';

const metadataNames = ['title', 'author', 'subject', 'keywords', 'pages'] as const;

const options = z.strictObject({
  label: folderLabel,
  metadata: z
    .array(z.enum(metadataNames))
    .default(['title'])
    .describe('What the file says of itself, to keep as metadata; `pages` is their number.'),
  pages: z.int().min(1).max(100_000).default(2000).describe('Most pages of a file; one with more is `too-many-pages`.'),
});

type Options = z.output<typeof options>;

/** PDF files: one file, one document. Their text by pdf.js, without a password; scanned pages have none. */
export const pdf: Reader<Options> = {
  format: 'pdf',
  summary: 'PDF files, one document each: their text in paragraphs, without running titles and page numbers.',
  options,
  splitsAtLines: () => false,
  frames: wholeFile,
  parse: parsePdf,
};

/** Runs of text, of which a page of print has hundreds. */
const mostRuns = 2_000_000;

async function parsePdf(
  bytes: Uint8Array,
  input: { readonly folder: string },
  options: Options,
  limits: ReadLimits,
): Promise<Parsed | Problem> {
  const { getDocumentProxy } = await loaded();
  let document: Awaited<ReturnType<typeof getDocumentProxy>> | undefined;
  try {
    // Of its own, since pdf.js takes the buffer away.
    const opened = await getDocumentProxy(new Uint8Array(bytes), { ...settings });
    document = opened;
    const pages = opened.numPages;
    if (pages > options.pages) return { problem: 'too-many-pages', value: pages, limit: options.pages };
    const lines = await linesOfPages(opened, pages);
    if (isProblem(lines)) return lines;
    const text = paragraphsOf(withoutRunningLines(lines)).toWellFormed();
    if (text === '') return { problem: 'no-text', value: pages };
    const length = Buffer.byteLength(text);
    if (length > limits.recordBytes) return { problem: 'record-too-large', value: length, limit: limits.recordBytes };
    const metadata = await metadataOf(opened, options.metadata);
    return { id: null, text, format: 'text', label: labelOf(options, input), metadata };
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return { problem: isLocked ? 'pdf-encrypted' : 'pdf-damaged' };
  } finally {
    await document?.loadingTask.destroy();
  }
}

let library: Promise<typeof import('unpdf')> | undefined;

/** It takes a while to load, which a recipe of other sources need not wait for. */
function loaded(): Promise<typeof import('unpdf')> {
  library ??= load();
  return library;
}

async function load(): Promise<typeof import('unpdf')> {
  const unpdf = await import('unpdf');
  // Of damaged files pdf.js drops promises that fail, which would end the thread. The file's own fate is told all the same.
  process.on('unhandledRejection', (reason) => {
    if (!(reason instanceof Error && /[/\\]unpdf[/\\]/.test(reason.stack ?? ''))) throw reason;
  });
  return unpdf;
}

/** What pdf.js asks for beside a file: maps of characters, and nothing of this machine or a network. */
class PredefinedMaps {
  fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const found = kind === 'cMapUrl' ? predefinedMap(filename) : undefined;
    // Of its own, since pdf.js takes the buffer away.
    return found === undefined ? Promise.reject(new Error(`no ${filename}`)) : Promise.resolve(new Uint8Array(found));
  }
}

/** No code of a file is run, no font of this machine is looked at, nothing is printed. */
const settings = {
  isEvalSupported: false,
  useSystemFonts: false,
  disableFontFace: true,
  enableXfa: false,
  verbosity: 0,
  BinaryDataFactory: PredefinedMaps,
  useWorkerFetch: false,
  cMapPacked: false,
} as const;

interface PdfDocument {
  getPage(number: number): Promise<{ streamTextContent(): ReadableStream<unknown>; cleanup(): boolean }>;
  getMetadata(): Promise<{ readonly info: object }>;
  readonly numPages: number;
}

async function linesOfPages(document: PdfDocument, pages: number): Promise<readonly (readonly PdfLine[])[] | Problem> {
  const lines: (readonly PdfLine[])[] = [];
  let count = 0;
  for (let number = 1; number <= pages; number++) {
    const page = await document.getPage(number);
    const runs: TextRun[] = [];
    // In parts, so that a page that never ends is left.
    for await (const part of page.streamTextContent()) {
      const { items } = part as { readonly items: readonly (TextRun | { readonly type: string })[] };
      for (const item of items) if ('str' in item) runs.push(item);
      count += items.length;
      if (count > mostRuns) return { problem: 'too-much-text', value: count, limit: mostRuns };
    }
    lines.push(linesOf(runs));
    page.cleanup();
  }
  return lines;
}

async function metadataOf(
  document: PdfDocument,
  names: Options['metadata'],
): Promise<Readonly<Record<string, string>>> {
  if (names.length === 0) return {};
  const info = (await document.getMetadata()).info as Readonly<Record<string, unknown>>;
  const found = names.flatMap((name) => {
    const value =
      name === 'pages' ? String(document.numPages) : info[`${name.charAt(0).toUpperCase()}${name.slice(1)}`];
    const text = typeof value === 'string' ? value.trim().toWellFormed() : '';
    return text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found);
}
