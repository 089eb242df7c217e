import { isAbsolute, join } from 'node:path/posix';
import { MillraceError } from '../../core/errors.js';
import { joinBytes } from '../../core/join-bytes.js';
/** Longest key that a store takes, in bytes of UTF-8. */
const keyBytes = 1024;
/**
 * The object that a record names below `folder`, an `s3://` URL without its last `/`; a Problem by the rules for local
 * files. Without s3:ListBucket a store says 403 of an object that is not there, so that is `permission-denied`.
 *
 * @throws {MillraceError} where the store, not this object, cannot be read
 */
export async function readObjectInside(folder, path, limit) {
    const [, bucket = '', below = ''] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(folder) ?? [];
    const key = join(below, path).replace(/\/$/, '');
    const inside = below === '' ? key !== '..' && !key.startsWith('../') : key.startsWith(`${below}/`);
    if (isAbsolute(path) || key === '.' || !inside)
        return { problem: 'outside-folder' };
    if (!key.isWellFormed() || key.includes('\0') || Buffer.byteLength(key) > keyBytes)
        return { problem: 'missing-image' };
    const { openS3File } = await import('../../storage/s3/s3-file.js');
    const file = openS3File(`s3://${bucket}/${key}`);
    const pieces = [];
    try {
        for await (const piece of file.read()) {
            const size = file.bytes ?? 0;
            if (size > limit)
                return { problem: 'record-too-large', value: size, limit };
            pieces.push(piece);
        }
    }
    catch (error) {
        const problem = error instanceof MillraceError ? problems[error.code] : undefined;
        if (problem === undefined)
            throw error;
        return { problem };
    }
    return joinBytes(pieces);
}
const problems = {
    's3-not-found': 'missing-image',
    's3-denied': 'permission-denied',
    's3-archived': 'missing-image',
};
//# sourceMappingURL=object-references.js.map