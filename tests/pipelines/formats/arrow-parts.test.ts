import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { openParts } from '../../../pipelines/formats/arrow/batch.ts';
import { readMessage } from '../../../pipelines/formats/arrow/messages.ts';

test('buffers that are copied to be aligned count, however many fields name the same bytes', () => {
  const ipc = tableToIPC(tableFromArrays({ n: new Int32Array(1000) }), 'stream');
  const view = new DataView(ipc.buffer, ipc.byteOffset);
  for (let at = 0; ; ) {
    const end = at + 8 + view.getInt32(at + 4, true);
    const message = readMessage(ipc.subarray(at + 8, end));
    assert.ok(message !== undefined);
    const body = ipc.subarray(end, end + message.bodyBytes);
    at = end + message.bodyBytes;
    if (message.kind !== 'batch') continue;
    const displaced = new Uint8Array(new ArrayBuffer(body.length + 1), 1);
    displaced.set(body);
    const parts = openParts(message.table, message.view, displaced, { left: 5000 });
    assert.equal(parts.buffer(1).byteOffset % 8, 0);
    assert.throws(() => parts.buffer(1), /too many bytes/);
    const inPlace = openParts(message.table, message.view, new Uint8Array(body), { left: 0 });
    assert.equal(inPlace.buffer(1).length, 4000);
    return;
  }
});
