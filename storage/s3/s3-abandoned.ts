import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import { listObjects } from './list-objects.ts';
import { statusOf } from './s3-errors.ts';
import { asked, deleteObject } from './s3-requests.ts';

/**
 * Deletes temporary objects under a prefix, and uploads in parts that were never completed, which a store keeps and
 * charges for until somebody aborts them. Only those begun before `before`, by the store's clock. Gives their number.
 */
export async function removeAbandonedObjects(bucket: string, prefix: string, before: Date): Promise<number> {
  let removed = 0;
  for await (const { objects } of listObjects(bucket, prefix, false)) {
    for (const { key, written } of objects) {
      if (written === undefined || written >= before) continue;
      await deleteObject({ bucket, key });
      removed++;
    }
  }
  for (const { key, id } of await uploadsBefore(bucket, prefix, before)) {
    await asked({ bucket, key }, 'write', (client) =>
      client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: id })),
    );
    removed++;
  }
  return removed;
}

async function uploadsBefore(
  bucket: string,
  prefix: string,
  before: Date,
): Promise<readonly { readonly key: string; readonly id: string }[]> {
  const found: { key: string; id: string }[] = [];
  let marker: { KeyMarker: string; UploadIdMarker?: string } | undefined;
  do {
    const page = await asked(
      { bucket, key: prefix },
      'list',
      async (client): Promise<Partial<ListMultipartUploadsCommandOutput>> => {
        try {
          return await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix, ...marker }));
        } catch (error) {
          // Some servers do not know the request; theirs then end uploads by themselves.
          if (statusOf(error) === 501) return {};
          throw error;
        }
      },
    );
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (Key !== undefined && UploadId !== undefined && Initiated !== undefined && Initiated < before)
        found.push({ key: Key, id: UploadId });
    }
    const { NextKeyMarker, NextUploadIdMarker } = page;
    const next =
      page.IsTruncated === true && NextKeyMarker
        ? { KeyMarker: NextKeyMarker, ...(NextUploadIdMarker ? { UploadIdMarker: NextUploadIdMarker } : {}) }
        : undefined;
    // As with a listing of objects: a store that repeats itself would never end.
    marker = JSON.stringify(next) === JSON.stringify(marker) ? undefined : next;
  } while (marker !== undefined);
  return found;
}
