import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dedupMinHash } from '../../../pipelines/dedup/minhash.ts';
import { signatureLayout } from '../../../pipelines/dedup/signature-file.ts';
import { signaturePartition } from '../../../pipelines/dedup/signature-partition.ts';
import { openMemoryStorage } from '../../../storage/memory.ts';
import { openSignatureFiles } from '../../../workers/phases/signature-index.ts';

test('signature files stay open up to 64 MiB of them, or one', async () => {
  const storage = openMemoryStorage();
  const bytes = signaturePartition(dedupMinHash.parameters.parse({})).finish();
  for (const key of ['0', '1', '2']) await storage.put(key, bytes);
  const filesRead = async (fileBytes: number): Promise<string[]> => {
    const read: string[] = [];
    const counted = {
      ...storage,
      get: (key: string) => {
        read.push(key);
        return storage.get(key);
      },
    };
    const layout = { ...signatureLayout(bytes), fileBytes };
    const none = new Uint32Array();
    const partitions = ['0', '1', '2'].map((key) => ({ key, layout, rows: none, ordinals: none }));
    const open = openSignatureFiles({ storage: counted }, { partitions });
    for (const partition of [0, 1, 1, 2, 1, 0]) await open(partition, 1);
    return read;
  };
  assert.deepEqual(await filesRead(2 ** 24), ['0', '1', '2']);
  assert.deepEqual(await filesRead(2 ** 25), ['0', '1', '2', '0']);
  assert.deepEqual(await filesRead(2 ** 27), ['0', '1', '2', '1', '0']);
});
