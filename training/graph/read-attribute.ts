import type { AttributeValue } from './attribute.ts';

/** A decoded `AttrValue` of the kinds that `attribute.ts` writes. A type is its number in `types.proto`. */
export interface ReadAttribute {
  readonly text?: string;
  readonly integer?: number;
  readonly flag?: boolean;
  readonly type?: number;
  readonly integers: readonly number[];
  readonly tensor?: { readonly type: number; readonly shape: readonly number[]; readonly bytes: Uint8Array };
}

/** Reads what {@link AttributeValue} holds back. Source: `tensorflow/core/framework/attr_value.proto`. */
export function readAttribute(value: AttributeValue): ReadAttribute {
  const fields = fieldsOf(value);
  const list = last(fields, 1);
  const [text, tensor] = [last(fields, 2), last(fields, 8)];
  const [integer, flag, type] = [last(fields, 3), last(fields, 5), last(fields, 6)];
  return {
    ...(text instanceof Buffer ? { text: text.toString() } : {}),
    ...(typeof integer === 'number' ? { integer } : {}),
    ...(typeof flag === 'number' ? { flag: flag === 1 } : {}),
    ...(typeof type === 'number' ? { type } : {}),
    integers: list instanceof Buffer ? numbersOf(fieldsOf(list), 3) : [],
    ...(tensor instanceof Buffer ? { tensor: tensorOf(tensor) } : {}),
  };
}

function tensorOf(message: Buffer): NonNullable<ReadAttribute['tensor']> {
  const fields = fieldsOf(message);
  const [type, shape, bytes] = [last(fields, 1), last(fields, 2), last(fields, 4)];
  const sides = shape instanceof Buffer ? fieldsOf(shape) : [];
  return {
    type: typeof type === 'number' ? type : 0,
    shape: sides.map(([, side]) => (side instanceof Buffer ? (numbersOf(fieldsOf(side), 1)[0] ?? 0) : 0)),
    bytes: bytes instanceof Buffer ? bytes : new Uint8Array(),
  };
}

type Field = readonly [number: number, value: number | Buffer];

function last(fields: readonly Field[], number: number): number | Buffer | undefined {
  return fields.findLast((field) => field[0] === number)?.[1];
}

function numbersOf(fields: readonly Field[], number: number): number[] {
  return fields.flatMap(([each, value]) => (each === number && typeof value === 'number' ? value : []));
}

/** Fields of a message that this program wrote: integers and lengths, and floats, whose four bytes stay as they are. */
function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('a message ends inside a number');
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = Number(varint());
    if ((key & 7) === 0) fields.push([key >> 3, Number(BigInt.asIntN(64, varint()))]);
    else {
      const length = (key & 7) === 5 ? 4 : Number(varint());
      fields.push([key >> 3, message.subarray(at, at + length)]);
      at += length;
    }
  }
  return fields;
}
