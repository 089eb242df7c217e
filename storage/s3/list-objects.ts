import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3Connection } from './s3-client.ts';
import { s3Error } from './s3-errors.ts';

export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was written, by the store's clock; undefined where the store does not say. */
  readonly written: Date | undefined;
}

/** One page of a listing: at most 1,000 objects and, with a delimiter, prefixes. */
export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** What lies deeper, each ending with `/`; empty without a delimiter. */
  readonly prefixes: readonly string[];
}

/**
 * Objects whose keys begin with a prefix: all of them, or with `level` those up to the next `/`. One request a page.
 *
 * @throws {MillraceError} as `s3Error` tells
 */
export async function* listObjects(bucket: string, prefix: string, level: boolean): AsyncGenerator<ObjectPage> {
  let token: string | undefined;
  do {
    const page = await onePage(bucket, prefix, level, token);
    yield {
      objects: (page.Contents ?? []).flatMap(({ Key, Size, LastModified }) =>
        Key === undefined ? [] : [{ key: Key, bytes: Size ?? 0, written: LastModified }],
      ),
      prefixes: (page.CommonPrefixes ?? []).flatMap(({ Prefix }) => Prefix ?? []),
    };
    // A store that says "more" with the token that it was just given would never end.
    const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    token = next === token ? undefined : next;
  } while (token !== undefined);
}

async function onePage(bucket: string, prefix: string, level: boolean, token: string | undefined) {
  const { client } = s3Connection();
  try {
    return await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(level ? { Delimiter: '/' } : {}),
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
  } catch (error) {
    throw s3Error(error, bucket);
  }
}
