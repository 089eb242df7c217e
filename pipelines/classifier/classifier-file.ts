import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { joinBytes } from '../../core/join-bytes.ts';
import { leastBits, mostBits, mostCharacters, mostLabels, mostWeights, mostWords } from './classifier-limits.ts';
import { type ClassifierData, outputsOf } from './classifier-model.ts';

/*
 * A classifier as a file: 8 bytes `MRCLASS1`, u32 bytes of a JSON header, the header, padded with spaces so that what
 * follows begins at a multiple of 4; f32 bias of each output; one bit for each place, least first, whether it has a weight
 * that is not 0; then for each such place, in order, an f32 for each output. All little-endian.
 */
const magic = 'MRCLASS1';

const length = z.int().min(1).max(mostCharacters);
const header = z.strictObject({
  words: z.int().min(1).max(mostWords),
  characters: z.strictObject({ from: length, to: length }).nullable(),
  bits: z.int().min(leastBits).max(mostBits),
  labels: z.array(z.string()).min(2).max(mostLabels),
  positive: z.string().nullable(),
  /** Places that have a weight. */
  places: z.int().nonnegative(),
});

export function writeClassifierFile({ rule, labels, positive, weights, biases }: ClassifierData): Uint8Array {
  const outputs = outputsOf(labels.length);
  const present = new Uint8Array(2 ** rule.bits / 8);
  const kept = new Float32Array(weights.length);
  let used = 0;
  for (let place = 0; place < 2 ** rule.bits; place++) {
    const own = weights.subarray(place * outputs, (place + 1) * outputs);
    if (own.every((weight) => weight === 0)) continue;
    present[place >>> 3] = (present[place >>> 3] as number) | (1 << (place & 7));
    kept.set(own, used);
    used += outputs;
  }
  const { words, characters, bits } = rule;
  const places = used / outputs;
  const fields: z.input<typeof header> = { words, characters, bits, labels: [...labels], positive, places };
  const json = Buffer.from(JSON.stringify(fields));
  const padding = (4 - (json.length % 4)) % 4;
  const start = Buffer.alloc(12);
  start.write(magic, 'latin1');
  start.writeUInt32LE(json.length + padding, 8);
  return joinBytes([
    start,
    json,
    Buffer.alloc(padding, ' '),
    bytesOf(biases),
    present,
    bytesOf(kept.subarray(0, used)),
  ]);
}

/** True for bytes that begin as such a file does. */
function isClassifierFile(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && Buffer.from(bytes.buffer, bytes.byteOffset, 8).toString('latin1') === magic;
}

/** Reads a file's bytes. Throws MillraceError `bad-classifier`. Memory: 4 bytes for each place and output. */
export function readClassifierFile(bytes: Uint8Array, at: string): ClassifierData {
  if (!isClassifierFile(bytes)) throw badClassifier(at, 'it does not begin as one does');
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = 12 + view.readUInt32LE(8);
  const parsed = header.safeParse(jsonOf(view, headerEnd)).data;
  if (parsed === undefined) throw badClassifier(at, 'its header is none');
  const { words, characters, bits, labels, positive, places } = parsed;
  const outputs = outputsOf(labels.length);
  const size = 2 ** bits;
  if (size * outputs > mostWeights) throw badClassifier(at, 'it is too large');
  if (bytes.length !== headerEnd + 4 * outputs + size / 8 + 4 * places * outputs)
    throw badClassifier(at, `it has ${bytes.length} bytes`);
  // A copy, since arrays of numbers begin at multiples of 4.
  const rest = new Uint8Array(bytes.subarray(headerEnd)).buffer;
  const biases = new Float32Array(rest, 0, outputs);
  const present = new Uint8Array(rest, 4 * outputs, size / 8);
  const kept = new Float32Array(rest, 4 * outputs + size / 8, places * outputs);
  const weights = new Float32Array(size * outputs);
  let used = 0;
  for (let place = 0; place < size; place++) {
    if (((present[place >>> 3] as number) & (1 << (place & 7))) === 0) continue;
    if (used === kept.length) throw badClassifier(at, 'it has too few weights');
    for (let output = 0; output < outputs; output++) weights[place * outputs + output] = kept[used++] as number;
  }
  if (used !== kept.length) throw badClassifier(at, 'it has too many weights');
  if (!biases.every(Number.isFinite) || !kept.every(Number.isFinite)) throw badClassifier(at, 'a weight is no number');
  return { rule: { words, characters, bits }, labels, positive, weights, biases };
}

function jsonOf(view: Buffer, end: number): unknown {
  try {
    return JSON.parse(view.toString('utf8', 12, end));
  } catch {
    return undefined;
  }
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

export function badClassifier(at: string, problem: string): MillraceError {
  return new MillraceError('bad-classifier', `expected a classifier of Millrace or fastText: ${problem}`, {
    kind: 'usage',
    at,
    hint: 'make one: npx millrace classifier train FILES --label FIELD --out model.classifier',
  });
}
