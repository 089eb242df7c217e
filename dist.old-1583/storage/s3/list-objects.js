import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3Connection } from './s3-client.js';
import { s3Error } from './s3-errors.js';
/**
 * Objects whose keys begin with a prefix: all of them, or with `level` those up to the next `/`. One request a page.
 *
 * @throws {MillraceError} as `s3Error` tells
 */
export async function* listObjects(bucket, prefix, level) {
    let token;
    do {
        const page = await onePage(bucket, prefix, level, token);
        yield {
            objects: (page.Contents ?? []).flatMap(({ Key, Size }) => Key === undefined ? [] : [{ key: Key, bytes: Size ?? 0 }]),
            prefixes: (page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []),
        };
        // A store that says "more" with the token that it was just given would never end.
        const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
        token = next === token ? undefined : next;
    } while (token !== undefined);
}
async function onePage(bucket, prefix, level, token) {
    const { client } = s3Connection();
    try {
        return await client.send(new ListObjectsV2Command({
            Bucket: bucket,
            Prefix: prefix,
            ...(level ? { Delimiter: '/' } : {}),
            ...(token === undefined ? {} : { ContinuationToken: token }),
        }));
    }
    catch (error) {
        throw s3Error(error, bucket);
    }
}
//# sourceMappingURL=list-objects.js.map