import { z } from 'zod';
import { type ImageProblem, isImageProblem } from '../pipelines/images/image-view.ts';
import { type ApiError, badRequest, parseBody } from './api-error.ts';
import type { ApiRequest, ImageServing } from './served-run.ts';

const schema = z.strictObject({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.string()).min(1).max(256)]),
});

/**
 * `POST /classify` of a run on images: the label of each image, with the probability of each class. The body is one image
 * as it is, or JSON with `data:` URLs; nothing is fetched for a client. Throws ApiError 400, and 429.
 */
export async function classifyImages(serving: ImageServing, { body, signal }: ApiRequest): Promise<Response> {
  const files = filesOf(serving, body);
  const leave = serving.admission.enter();
  try {
    const data: object[] = [];
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const found = await serving.imageClassifier.classify(file, serving.limits.pixels);
      if (isImageProblem(found)) throw refused(found, files.length === 1 ? 'input' : `input.${index}`);
      const [label = ''] = found.toSorted(([, a], [, b]) => b - a)[0] ?? [];
      data.push({ index, label, probabilities: Object.fromEntries(found) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    serving.metrics.add('images_total', files.length);
    return Response.json({ object: 'list', model: serving.name, data, usage: { images: files.length } });
  } finally {
    leave();
  }
}

function filesOf(serving: ImageServing, body: unknown): readonly Uint8Array[] {
  if (body instanceof Uint8Array) return [body];
  const { model, input } = parseBody(schema, body);
  if (model !== undefined) serving.checkModel(model);
  if (typeof input === 'string') return [bytesOf(input, 'input')];
  return input.map((each, index) => bytesOf(each, `input.${index}`));
}

function bytesOf(url: string, param: string): Uint8Array {
  const [head = ''] = /^data:image\/[a-z0-9.+-]+;base64,/i.exec(url) ?? [];
  if (head === '') {
    throw badRequest(
      `${param}: expected a URL that holds an image, as data:image/png;base64,…`,
      param,
      'invalid_image_url',
    );
  }
  const coded = url.slice(head.length).replace(/={1,2}$/, '');
  // Bytes that are no base64 are left out.
  const bytes = Buffer.from(coded, 'base64');
  if (bytes.length > 0 && bytes.length === Math.floor((coded.length * 3) / 4)) return bytes;
  throw badRequest(`${param}: expected base64 behind ${head}`, param, 'invalid_base64');
}

/** What was expected of an image, by what is wrong with it. */
const expected: Readonly<Record<string, string>> = {
  'unknown-format': 'an image, found bytes of no format that is known',
  'format-not-supported': 'JPEG, PNG, WebP, GIF, AVIF or TIFF, found another format',
  'not-decodable': 'an image that can be decoded, found a damaged one',
  truncated: 'a whole image, found the beginning of one',
};

function refused({ problem, value, limit }: ImageProblem, param: string): ApiError {
  const limited = `an image of at most ${limit} ${problem === 'too-many-pixels' ? 'pixels' : 'pixels a side'}, found ${value}`;
  const code = limit === null ? 'invalid_image' : 'image_too_large';
  return badRequest(`${param}: expected ${expected[problem] ?? limited}`, param, code);
}
