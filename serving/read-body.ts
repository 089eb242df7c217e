import { ApiError, badRequest } from './api-error.ts';

/**
 * A request's JSON, or with `images` also the bytes of one that says it is an image. Throws ApiError 413 for more than `most` bytes, 415
 * and 400 for what is neither.
 */
export async function readBody(request: Request, most: number, images = false): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  const isImage = images && /^image\/[a-z0-9.+-]+\s*(?:;|$)/i.test(type);
  // A page of another site can make a browser send some other types, forms with files among them, without asking first.
  if (!isImage && !/^application\/json\b/i.test(type)) {
    const expected = images ? 'application/json, or of an image' : 'application/json';
    throw new ApiError(415, 'invalid_request_error', `Expected a content-type of ${expected}.`);
  }
  const tooLarge = new ApiError(413, 'invalid_request_error', `The request is larger than ${most} bytes.`, {
    code: 'request_too_large',
  });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > most) throw tooLarge;
    pieces.push(piece);
  }
  if (isImage) return new Uint8Array(Buffer.concat(pieces));
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw badRequest('We could not parse the JSON body of your request.');
  }
}
