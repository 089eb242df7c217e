import { S3Client } from '@aws-sdk/client-s3';
import { MillraceError } from '../../core/errors.js';
/** What of the environment the rest is derived from: another value is another client. */
const deciding = [
    ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'AWS_MAX_ATTEMPTS'],
    ...['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'],
];
// A job without a record for two minutes counts as stalled, so all attempts together stay well below.
const attempts = 3;
const connectMs = 5000;
const answerMs = 15_000;
let open;
/**
 * The connection that the environment describes, one for a process: credentials by AWS's usual chain (`AWS_ACCESS_KEY_ID`
 * and so on, profiles, roles), `AWS_REGION`, `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`. With an endpoint, buckets are
 * named in the path and the region need not be. No request is made.
 *
 * @throws {MillraceError} `bad-s3-endpoint` (usage)
 */
export function s3Connection(env = process.env) {
    const of = JSON.stringify(deciding.map((name) => env[name] ?? null));
    if (open?.of === of)
        return open.connection;
    const connection = connect(env);
    open?.connection.client.destroy();
    open = { of, connection };
    return connection;
}
function connect(env) {
    const name = env['AWS_ENDPOINT_URL_S3'] ? 'AWS_ENDPOINT_URL_S3' : 'AWS_ENDPOINT_URL';
    const endpoint = endpointOf(name, env[name]);
    const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (endpoint === undefined ? undefined : 'us-east-1');
    const config = {
        followRegionRedirects: true,
        // Every input meets its SHA-256, and not every store answers with the checksums that AWS has.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
        ...(endpoint === undefined ? {} : { endpoint: endpoint.href, forcePathStyle: true }),
        ...(region === undefined ? {} : { region }),
        ...(env['AWS_MAX_ATTEMPTS'] ? {} : { maxAttempts: attempts }),
    };
    return { client: new S3Client(config), endpoint: endpoint?.host ?? 'AWS' };
}
function endpointOf(name, value) {
    if (value === undefined || value === '')
        return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const wrong = url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '';
    if (!wrong)
        return url;
    throw new MillraceError('bad-s3-endpoint', `${name}: expected a URL such as https://host:9000, found something else`, {
        kind: 'usage',
        hint: 'It begins with http:// or https:// and holds neither a user nor a password.',
    });
}
//# sourceMappingURL=s3-client.js.map