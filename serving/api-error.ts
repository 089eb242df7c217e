import type { z } from 'zod';

type ErrorType = 'invalid_request_error' | 'authentication_error' | 'rate_limit_error' | 'server_error';

/** An error as OpenAI's API tells it: `{ error: { message, type, param, code } }`. `param` names the request's key. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly type: ErrorType;
  readonly code: string | null;
  readonly param: string | null;
  /** Seconds after which it may be worth another try. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    type: ErrorType,
    message: string,
    more: { readonly code?: string; readonly param?: string; readonly retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = more.code ?? null;
    this.param = more.param ?? null;
    this.retryAfter = more.retryAfter;
  }

  body(): { readonly error: object } {
    const { message, type, param, code } = this;
    return { error: { message, type, param, code } };
  }

  response(): Response {
    const headers: Record<string, string> =
      this.retryAfter === undefined ? {} : { 'retry-after': `${this.retryAfter}` };
    return Response.json(this.body(), { status: this.status, headers });
  }
}

/** A request that says what cannot be done. */
export function badRequest(message: string, param?: string, code?: string): ApiError {
  const more = { ...(param === undefined ? {} : { param }), ...(code === undefined ? {} : { code }) };
  return new ApiError(400, 'invalid_request_error', message, more);
}

/** Parses a request's body; the first thing that is wrong with it becomes a 400 that names the key. */
export function parseBody<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    throw badRequest(`Unrecognized request argument supplied: ${key}`, key, 'unknown_parameter');
  }
  const param = issue?.path.map(String).join('.') ?? '';
  const told = issue?.message ?? 'it is wrong';
  throw param === '' ? badRequest(told) : badRequest(`${param}: ${told}`, param);
}
