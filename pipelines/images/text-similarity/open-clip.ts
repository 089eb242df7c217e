import { MillraceError } from '../../../core/errors.ts';
import type { ClipPicture } from './clip-pixels.ts';
import { openClipTokenizer } from './clip-tokenizer.ts';
import { openImageEncoder } from './image-encoder.ts';
import { readModelFile } from './model-file.ts';
import { openTextEncoder } from './text-encoder.ts';
import { cosine, type TextSimilarityModel } from './text-similarity-model.ts';

/** A CLIP model in local files; paths are absolute, or relative to the process's folder. */
export interface ClipFiles extends ClipPicture {
  /** The two halves as ONNX. */
  readonly image: string;
  readonly text: string;
  /** Hugging Face `tokenizer.json`. */
  readonly tokenizer: string;
  /** Tokens of a caption at most, where the model leaves that free. */
  readonly length: number;
}

/**
 * Opens a CLIP model, run by ONNX Runtime in WebAssembly, one thread.
 * Memory: about three times the bytes of both ONNX files, in every thread that opens it; a fourth time while it opens.
 *
 * @throws MillraceError `onnx-runtime-missing`, `no-model-file`, `model-invalid`, `model-unsupported`,
 * `tokenizer-invalid`, `tokenizer-unsupported`
 */
export async function openClip(files: ClipFiles): Promise<TextSimilarityModel> {
  const tokenizer = openClipTokenizer(new TextDecoder().decode(await readModelFile(files.tokenizer)));
  const images = await openImageEncoder(files.image, files);
  const texts = await openTextEncoder(files.text, tokenizer, files.length).catch(async (error: unknown) => {
    await images.close();
    throw error;
  });
  return {
    similarity: async (pixels, caption) => {
      const a = await images.embed(pixels);
      const b = await texts.embed(caption);
      if (a.length === b.length) return cosine(a, b);
      throw new MillraceError(
        'model-unsupported',
        `${files.image} and ${files.text}: expected embeddings of one width, found ${a.length} and ${b.length}`,
        { kind: 'usage', hint: 'Both halves must be of one model, with their projections.' },
      );
    },
    close: async () => {
      await images.close();
      await texts.close();
    },
  };
}
