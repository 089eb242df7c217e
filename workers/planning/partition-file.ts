import type { Storage } from '../../storage/storage.ts';
import type { Partition } from './partition-inputs.ts';
import { workKeys } from './plan.ts';

const placeBytes = Float64Array.BYTES_PER_ELEMENT;

/**
 * Stores a plan's partitions in one file of its work folder: where each begins and the last ends (n + 1 little-endian f64),
 * then each as JSON. One write, since a small file for each would cost more than what they say.
 */
export async function writePartitions(
  storage: Storage,
  folder: string,
  partitions: readonly Partition[],
): Promise<void> {
  const encoder = new TextEncoder();
  const pieces = partitions.map((partition) => encoder.encode(JSON.stringify(partition)));
  const places = new Float64Array(partitions.length + 1);
  places[0] = places.byteLength;
  for (const [index, piece] of pieces.entries()) places[index + 1] = (places[index] as number) + piece.length;
  const bytes = new Uint8Array(places[partitions.length] as number);
  bytes.set(new Uint8Array(places.buffer));
  for (const [index, piece] of pieces.entries()) bytes.set(piece, places[index]);
  await storage.put(workKeys.partitions(folder), bytes);
}

/** One partition, by two small reads. */
export async function readPartition(storage: Storage, folder: string, index: number): Promise<Partition> {
  const key = workKeys.partitions(folder);
  const at = index * placeBytes;
  const [start = 0, end = 0] = placesIn(await storage.getRange(key, at, at + 2 * placeBytes));
  return parse(await storage.getRange(key, start, end));
}

/** All partitions, by one read. Memory: about 300 bytes for each range of an input. */
export async function readPartitions(storage: Storage, folder: string): Promise<readonly Partition[]> {
  const bytes = await storage.get(workKeys.partitions(folder));
  const [first = 0] = placesIn(bytes.subarray(0, placeBytes));
  const places = placesIn(bytes.subarray(0, first));
  return Array.from({ length: places.length - 1 }, (_, index) =>
    parse(bytes.subarray(places[index], places[index + 1])),
  );
}

function placesIn(bytes: Uint8Array): Float64Array {
  return new Float64Array(new Uint8Array(bytes).buffer);
}

function parse(bytes: Uint8Array): Partition {
  return JSON.parse(new TextDecoder().decode(bytes)) as Partition;
}
