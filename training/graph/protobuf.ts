/**
 * Fields of a protocol buffer message in wire format; a message is its fields, concatenated.
 * Source: protobuf.dev, "Encoding".
 */

export function message(...fields: readonly Buffer[]): Buffer {
  return Buffer.concat(fields);
}

/** An integer, a boolean as 0 or 1, or a value of an enumeration. Negative values as two's complement of 64 bits. */
export function varintField(number: number, value: number): Buffer {
  return Buffer.from([...varint(BigInt(number) << 3n), ...varint(BigInt.asUintN(64, BigInt(value)))]);
}

export function floatField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return message(Buffer.from(varint((BigInt(number) << 3n) | 5n)), bytes);
}

export function doubleField(number: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return message(Buffer.from(varint((BigInt(number) << 3n) | 1n)), bytes);
}

/** Bytes, text in UTF-8, or a message. */
export function bytesField(number: number, value: Uint8Array | string): Buffer {
  const bytes = Buffer.from(value);
  return message(Buffer.from([...varint((BigInt(number) << 3n) | 2n), ...varint(BigInt(bytes.length))]), bytes);
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}
