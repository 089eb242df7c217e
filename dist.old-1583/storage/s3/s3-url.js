import { MillraceError } from '../../core/errors.js';
const scheme = 's3://';
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
export function isS3Url(path) {
    return path.startsWith(scheme);
}
/**
 * Bucket and key of `s3://bucket/key`. A key without a path is refused: one with an empty, `.` or `..` part.
 *
 * @throws {MillraceError} `bad-s3-url` (usage); the message leaves out what was found, which may hold a password
 */
export function parseS3Url(url) {
    const rest = url.slice(scheme.length);
    const slash = rest.indexOf('/');
    const bucket = slash < 0 ? rest : rest.slice(0, slash);
    const key = slash < 0 ? '' : rest.slice(slash + 1);
    if (!isS3Url(url) || !bucketName.test(bucket))
        throw badUrl('a bucket of letters, digits, "-" and "."');
    if (!hasPath(key))
        throw badUrl('a key of parts joined by "/", none of them empty, "." or ".."');
    return { bucket, key };
}
/** True for a key that a local path could have. */
export function hasPath(key) {
    return !key.includes('\0') && key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
export function s3Url({ bucket, key }) {
    return `${scheme}${bucket}/${key}`;
}
function badUrl(expected) {
    return new MillraceError('bad-s3-url', `expected s3://bucket/key with ${expected}, found something else`, {
        kind: 'usage',
        hint: 'Credentials and endpoint are read from the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL), never from a path.',
    });
}
//# sourceMappingURL=s3-url.js.map