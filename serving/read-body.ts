import { ApiError, badRequest } from './api-error.ts';

/** A request's JSON. Throws ApiError 413 for more than `most` bytes, 415 and 400 for what is no JSON. */
export async function readBody(request: Request, most: number): Promise<unknown> {
  // A page of another site can make a browser send other types without asking first.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new ApiError(415, 'invalid_request_error', 'Expected a content-type of application/json.');
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
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    throw badRequest('We could not parse the JSON body of your request.');
  }
}
