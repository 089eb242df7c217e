import { basename, dirname } from 'node:path/posix';
import { z } from 'zod';
import { openCursor } from '../formats/byte-cursor.ts';
import { decodeStrictly, parseJsonObject } from '../formats/json-object.ts';
import { problemAlone } from '../formats/problem-alone.ts';
import { tarMembers } from '../formats/tar-members.ts';
import { isProblem, type Problem, type ReadLimits } from '../reader.ts';
import { decompress } from '../readers/decompression.ts';
import { inImageChunks } from './image-chunks.ts';
import { readImageColumns } from './image-columns.ts';
import type { ImageReader, ImageReaderInput, ReadImage, SourceImage } from './image-reader.ts';
import { type TarSample, tarSamples } from './webdataset.ts';

const options = z.strictObject({
  id: z
    .string()
    .optional()
    .describe('`key` for the sample’s key, or a key of the `.json` part; without it ids come from the place.'),
  label: z
    .string()
    .optional()
    .describe('`cls`, `folder`, or a key of the `.json` part. Without it: the `.cls` part, else `label` of `.json`.'),
  caption: z
    .string()
    .optional()
    .describe('Key of the `.json` part. Without it: the `.txt` part, else `caption` of `.json`.'),
  boxes: z.string().default('boxes').describe('Key of the `.json` part that holds the boxes.'),
  metadata: z.array(z.string()).default([]).describe('Keys of the `.json` part to keep as metadata.'),
});

type Options = z.output<typeof options>;

/** Tars of images, plain or compressed: WebDataset samples, or pictures in folders. */
export const tar: ImageReader<Options> = {
  format: 'tar',
  summary: 'Tars (.tar, .tar.gz, .tar.zst): WebDataset samples, or pictures in folders.',
  options,
  splitsAtLines: () => false,
  images: (input, options, limits) => inImageChunks(tarImages(input, options, limits)),
};

async function* tarImages(input: ImageReaderInput, options: Options, limits: ReadLimits): AsyncGenerator<SourceImage> {
  const cursor = openCursor(decompress(input.key, input.pieces, limits));
  try {
    for await (const sample of tarSamples(tarMembers(cursor, limits), limits.recordBytes)) {
      yield* imagesOf(sample, input.key, options);
    }
  } finally {
    await cursor.close();
  }
}

type Member = TarSample['members'][number];

const imageExtension = /(^|\.)(jpe?g|jfif|png|webp|gif|avif|hei[cf]|tiff?|bmp|ico|jxl|jp2|psd|svg|p[bgnp]m)$/;
const textParts: ReadonlySet<string> = new Set(['txt', 'cls', 'json']);

/** A record of each image of a sample, and of each member that cannot be read; one where a text part is wrong. */
function* imagesOf(sample: TarSample, key: string, options: Options): Generator<SourceImage> {
  // Tars may hold a name twice, so the number is what makes the place one.
  const place = ({ name, number }: { readonly name: string; readonly number: number }) =>
    name === '' ? `${key}:${number}` : `${key}/${name}:${number}`;
  if (sample.problem !== undefined) return yield { source: place(sample.first), ...sample.problem };
  const texts = sample.members.filter((member) => textParts.has(member.extension));
  const read = readTexts(texts, sample, options);
  if ('of' in read) return yield { source: place(read.of), ...read.why };
  const several = sample.members.filter(isImage).length > 1;
  let given = 0;
  for (const member of sample.members) {
    if (texts.includes(member)) continue;
    if (isProblem(member)) {
      yield { source: place(member), ...problemAlone(member) };
      given++;
    } else if (isImage(member)) {
      const id = several && read.id !== null ? `${read.id}.${member.extension}` : read.id;
      const label = options.label === 'folder' ? folderOf(member.name) : read.label;
      yield { ...read, id, label, bytes: member.bytes, source: place(member) };
      given++;
    }
  }
  if (given === 0) yield { source: place(sample.first), problem: 'missing-image' };
}

function isImage({ extension }: Member): boolean {
  return extension === '' || imageExtension.test(extension);
}

function folderOf(name: string): string | null {
  const folder = basename(dirname(name));
  return folder === '' || folder === '.' ? null : folder;
}

type Described = Omit<ReadImage, 'bytes' | 'source'>;

/** What the text parts of a sample say, or which of them is wrong. */
function readTexts(
  members: readonly Member[],
  { key }: TarSample,
  options: Options,
): Described | { readonly of: Member; readonly why: Problem } {
  const texts = new Map<string, string>();
  for (const member of members) {
    const text = isProblem(member) ? member : decodeStrictly(member.bytes);
    if (typeof text !== 'string') return { of: member, why: problemAlone(text) };
    texts.set(member.extension, text);
  }
  const json = members.find((member) => member.extension === 'json');
  const line = texts.get('json');
  const parsed = line === undefined ? { row: {} } : parseJsonObject(line);
  const [cls, txt] = [texts.get('cls')?.trim(), texts.get('txt')?.trim()];
  const columns = {
    ...options,
    id: options.id === 'key' ? undefined : options.id,
    label: options.label === undefined && cls === undefined ? 'label' : jsonKey(options.label),
    caption: options.caption ?? (txt === undefined ? 'caption' : undefined),
  };
  const read = isProblem(parsed) ? parsed : readImageColumns(parsed.row, columns, line ?? '');
  if (isProblem(read)) return { of: json ?? (members[0] as Member), why: read };
  return {
    ...read,
    id: options.id === 'key' ? key : read.id,
    label: options.label === undefined || options.label === 'cls' ? (cls ?? read.label) : read.label,
    caption: options.caption === undefined ? (txt ?? read.caption) : read.caption,
  };
}

function jsonKey(label: string | undefined): string | undefined {
  return label === 'cls' || label === 'folder' ? undefined : label;
}
