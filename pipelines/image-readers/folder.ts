import { z } from 'zod';
import { joinBytes } from '../../core/join-bytes.ts';
import type { ReadLimits } from '../reader.ts';
import { folderLabel, labelOf } from '../readers/file-options.ts';
import { inImageChunks } from './image-chunks.ts';
import type { ImageReader, ImageReaderInput, SourceImage } from './image-reader.ts';

const options = z.strictObject({ label: folderLabel });

/** Files that are an image each, whatever their names end in: what they hold is for the checks to say. */
export const folder: ImageReader<z.output<typeof options>> = {
  format: 'folder',
  summary: "Image files, one image each; `label: folder` takes the folder's name for the label.",
  options,
  splitsAtLines: () => false,
  images: (input, options, limits) => inImageChunks(wholeImage(input, labelOf(options, input), limits)),
};

async function* wholeImage(
  input: ImageReaderInput,
  label: string | null,
  { recordBytes }: ReadLimits,
): AsyncGenerator<SourceImage> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const piece of input.pieces) {
    length += piece.length;
    if (length <= recordBytes) parts.push(piece);
    else parts.length = 0;
  }
  if (length > recordBytes) yield { source: input.key, problem: 'record-too-large', value: length, limit: recordBytes };
  else {
    const bytes = joinBytes(parts);
    yield { id: null, bytes, source: input.key, label, caption: null, boxes: [], metadata: {} };
  }
}
