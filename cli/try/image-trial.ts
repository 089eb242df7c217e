import { readFile, stat } from 'node:fs/promises';
import { MillraceError } from '../../core/errors.ts';
import type { Drop } from '../../core/verdict.ts';
import type { ImageStage } from '../../pipelines/images/image-stage.ts';
import { type ImageView, isImageProblem } from '../../pipelines/images/image-view.ts';
import { openImageView } from '../../pipelines/images/open-image-view.ts';
import { sniffFormat } from '../../pipelines/images/sniff-format.ts';
import type { ImageTrial } from './answer-line.ts';

/** Answers `{keep, reason, value, limit}`, and of a kept image its format, its sides and the bytes that it now takes. */
export function imageTrial(
  stage: Exclude<ImageStage, { readonly kind: 'image-dedup' }>,
  parameters: unknown,
): ImageTrial {
  return {
    answerImage: async (path) => {
      const view = openImageView(await readImage(path));
      const result = await resultOf(stage, view, parameters);
      if ('reason' in result) {
        const { reason, value, limit } = result;
        return { keep: false, reason, value, limit };
      }
      const header = await result.header();
      if (isImageProblem(header)) {
        const { problem, value, limit } = header;
        return { keep: false, reason: problem, value, limit };
      }
      const { format, width, height } = header;
      return {
        keep: true,
        reason: null,
        value: null,
        limit: null,
        format,
        width,
        height,
        bytes: result.sample.bytes.length,
      };
    },
  };
}

async function resultOf(
  stage: Parameters<typeof imageTrial>[0],
  view: ImageView,
  parameters: unknown,
): Promise<ImageView | Drop> {
  if (stage.kind === 'image-transform') return stage.transform(view, parameters);
  const verdict = await stage.decide(view, parameters);
  return verdict.keep ? view : verdict;
}

const mostBytes = 16 * 2 ** 20;

/** An image file as a build with its default limits would read it. Throws MillraceError for one that cannot be read. */
export async function readImage(path: string) {
  const failed = (error: NodeJS.ErrnoException): never => {
    throw new MillraceError('record-invalid', `file cannot be read (${error.code ?? 'unknown'})`, { at: path });
  };
  const found = await stat(path).catch(failed);
  if (!found.isFile()) throw new MillraceError('record-invalid', 'not-a-file', { at: path });
  if (found.size > mostBytes) throw new MillraceError('record-invalid', 'record-too-large', { at: path });
  const bytes = await readFile(path).catch(failed);
  const text = { label: null, caption: null, boxes: [], metadata: {} };
  return { id: path, source: path, bytes, format: sniffFormat(bytes), ...text };
}
