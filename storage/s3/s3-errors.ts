import { MillraceError } from '../../core/errors.ts';
import { s3Connection } from './s3-client.ts';

const credentialNames = new Set([
  ...['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'ExpiredTokenException', 'InvalidToken'],
  ...['TokenRefreshRequired', 'RequestTimeTooSkewed', 'AuthorizationHeaderMalformed', 'InvalidSecurity'],
  // What versitygw says, with a 404, of a key that it does not know.
  'XAdminUserNotFound',
]);
const missingNames = new Set(['NoSuchKey', 'NoSuchVersion', 'NotFound']);
const unreachable = /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|ERR_TLS|CERT_|DEPTH_|SELF_|UNABLE_)/;

/** What a request was for. */
export type S3Action = keyof typeof denials;

const denials = {
  list: { verb: 'list', permission: 's3:ListBucket' },
  read: { verb: 'read from', permission: 's3:GetObject' },
  write: { verb: 'write to', permission: 's3:PutObject and s3:AbortMultipartUpload' },
  delete: { verb: 'delete from', permission: 's3:DeleteObject' },
};

/**
 * The error of a request as a person needs it: what was asked of which bucket, what the store said, what to do. Neither
 * the store's own text nor the client's error goes along: both may hold keys, tokens and signed requests.
 *
 * Codes: `s3-no-credentials`, `s3-credentials`, `s3-no-region`, `s3-no-bucket`, `s3-unreachable`, `s3-failed`; and of
 * one object `s3-denied`, `s3-not-found`, `s3-changed`, `s3-archived`.
 */
export function s3Error(error: unknown, bucket: string, key?: string, action?: S3Action): MillraceError {
  if (error instanceof MillraceError) return error;
  const { name, status, code } = detailsOf(error);
  const at = key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`;
  const { endpoint } = s3Connection();
  const make = (errorCode: string, message: string, hint?: string): MillraceError =>
    new MillraceError(errorCode, message, { at, ...(hint === undefined ? {} : { hint }) });
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') {
    return make(
      's3-no-credentials',
      `expected credentials for the bucket ${bucket}, found none that work`,
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, if they came with one), or AWS_PROFILE, where the build and its worker run.',
    );
  }
  if (credentialNames.has(name)) {
    return make(
      's3-credentials',
      `${endpoint} does not accept the credentials for the bucket ${bucket}: ${name}`,
      'Look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION and the clock of this machine.',
    );
  }
  if (name === 'NoSuchBucket' || (status === 404 && key === undefined)) {
    return make(
      's3-no-bucket',
      `expected a bucket ${bucket} at ${endpoint}, found none`,
      'Look at its name and at AWS_ENDPOINT_URL, which names the store where it is not AWS.',
    );
  }
  if (name === 'PermanentRedirect' || status === 301) {
    return make('s3-no-region', `the bucket ${bucket} is in another region`, "Set AWS_REGION to the bucket's.");
  }
  if (name === 'InvalidObjectState') {
    return make('s3-archived', `an object of the bucket ${bucket} is archived`, 'Restore it first.');
  }
  if (status === 403) {
    const { verb, permission } = denials[action ?? (key === undefined ? 'list' : 'read')];
    return make(
      's3-denied',
      `not allowed to ${verb} the bucket ${bucket} at ${endpoint}`,
      `Give these credentials ${permission} for it.`,
    );
  }
  if (status === 404 && missingNames.has(name))
    return make('s3-not-found', `there is no such object in the bucket ${bucket}`);
  if (status === 412) {
    return make(
      's3-changed',
      `an object of the bucket ${bucket} changed while it was read`,
      'Run the same command again.',
    );
  }
  if (code === 'ERR_NO_REGION' || /region is missing/i.test(messageOf(error))) {
    return make(
      's3-no-region',
      `expected a region for the bucket ${bucket}, found none`,
      "Set AWS_REGION to the bucket's; or AWS_ENDPOINT_URL, where it is not at AWS.",
    );
  }
  if (name === 'TimeoutError' || name === 'AbortError' || unreachable.test(code ?? '')) {
    return make(
      's3-unreachable',
      `no answer from ${endpoint} for the bucket ${bucket}: ${code ?? 'timed out'}`,
      'Look at AWS_ENDPOINT_URL and the network, and run the same command again: it goes on.',
    );
  }
  return make(
    's3-failed',
    `${endpoint} failed for the bucket ${bucket}: ${status === undefined ? name : `${name}, HTTP ${status}`}`,
    'Run the same command again: it goes on.',
  );
}

/** True where the way, not the store, failed: what was read so far is good, and the rest can be asked for again. */
export function isCut(error: unknown): boolean {
  if (error instanceof MillraceError) return false;
  return detailsOf(error).status === undefined;
}

interface Details {
  readonly name: string;
  readonly status: number | undefined;
  readonly code: string | undefined;
}

/** The HTTP status that the store answered with; undefined where it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return detailsOf(error).status;
}

/** True where a request was sent more than once, so that what it finds may be its own doing. */
export function wasRepeated(error: unknown): boolean {
  const metadata =
    error instanceof Error && '$metadata' in error ? (error.$metadata as { attempts?: unknown }) : undefined;
  return typeof metadata?.attempts !== 'number' || metadata.attempts > 1;
}

function detailsOf(error: unknown): Details {
  if (!(error instanceof Error)) return { name: 'Error', status: undefined, code: undefined };
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: unknown } | undefined) : undefined;
  const status = metadata?.httpStatusCode;
  const code = 'code' in error ? error.code : undefined;
  return {
    // A server may put anything there; an identifier is all that is shown.
    name: /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(error.name) ? error.name : 'Error',
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
