import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { asked } from './s3-requests.ts';
import type { S3Place } from './s3-url.ts';

/** Above `wholeBytes` a copy is made of parts; no store copies more than 5 GiB by one request. */
const limits = { wholeBytes: 5 * 2 ** 30, partBytes: 2 ** 30 };

/** A store copies a gigabyte within this; it sends nothing meanwhile. */
const copyMs = 60_000;

/**
 * Copies an object of `bytes` bytes inside a store, replacing what is there. One request, or one for each GiB where it
 * has more than 5 GiB.
 *
 * @throws {MillraceError} `s3-not-found` and what else `s3Error` tells
 */
export async function copyObject(from: S3Place, to: S3Place, bytes: number, by = limits): Promise<void> {
  await asked(to, 'write', async (client) => {
    if (bytes > by.wholeBytes) return await copyInParts(client, from, to, bytes, by.partBytes);
    const command = new CopyObjectCommand({ Bucket: to.bucket, Key: to.key, CopySource: sourceOf(from) });
    await client.send(command, { requestTimeout: copyMs });
  });
}

async function copyInParts(client: S3Client, from: S3Place, to: S3Place, bytes: number, step: number): Promise<void> {
  const target = { Bucket: to.bucket, Key: to.key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const upload = { ...target, UploadId };
  try {
    const parts: CompletedPart[] = [];
    for (let start = 0; start < bytes; start += step) {
      const CopySourceRange = `bytes=${start}-${Math.min(bytes, start + step) - 1}`;
      const part = { ...upload, PartNumber: parts.length + 1, CopySource: sourceOf(from), CopySourceRange };
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part), { requestTimeout: copyMs });
      parts.push({ PartNumber: part.PartNumber, ETag: CopyPartResult?.ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

function sourceOf({ bucket, key }: S3Place): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
