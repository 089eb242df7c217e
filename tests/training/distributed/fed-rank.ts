import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Cursor } from '../../../streaming/cursor.ts';
import { decodeSafetensors } from '../../../training/checkpoints/safetensors.ts';

/** Says `hello` to a feeder as a rank does. `frame` gives one after another: `over` ends a validation, undefined all. */
export async function connected(path: string, hello: string) {
  const socket: Socket = connect(path);
  await once(socket, 'connect');
  socket.write(`${hello}\n`);
  const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  let held = Buffer.alloc(0);
  const take = async (size: number): Promise<Buffer | undefined> => {
    while (held.length < size) {
      const { value, done } = await pieces.next();
      if (done === true) return undefined;
      held = Buffer.concat([held, value]);
    }
    const taken = held.subarray(0, size);
    held = held.subarray(size);
    return taken;
  };
  const frame = async () => {
    const size = await take(8);
    if (size === undefined) return undefined;
    const bytes = await take(Number(size.readBigUInt64LE()));
    if (bytes === undefined || bytes.length === 0) return bytes === undefined ? undefined : 'over';
    const { tensors, metadata } = decodeSafetensors(bytes, 'a frame');
    const told = JSON.parse(metadata['batch'] ?? '') as { targets: number; tokens: number; cursor: Cursor };
    return { tensors, ...told };
  };
  return { socket, frame };
}
