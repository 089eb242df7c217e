import type { Edges } from '../../pipelines/dedup/cluster.ts';

/** Edges as bytes, little-endian: similarities (n × f64), then a (n × u32), then b (n × u32). */
export function writeEdges({ a, b, similarity }: Edges): Uint8Array {
  const count = a.length;
  const bytes = new Uint8Array(16 * count);
  new Float64Array(bytes.buffer, 0, count).set(similarity);
  new Uint32Array(bytes.buffer, 8 * count, count).set(a);
  new Uint32Array(bytes.buffer, 12 * count, count).set(b);
  return bytes;
}

export function readEdges(bytes: Uint8Array): Edges {
  const { buffer } = new Uint8Array(bytes);
  const count = bytes.length / 16;
  return {
    similarity: new Float64Array(buffer, 0, count),
    a: new Uint32Array(buffer, 8 * count, count),
    b: new Uint32Array(buffer, 12 * count, count),
  };
}
