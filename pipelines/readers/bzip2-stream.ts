import { joinBytes } from '../../core/join-bytes.ts';
import { type BitReader, CorruptBzip2, OutOfBits, readBits, readBzip2Block } from '../formats/bzip2-block.ts';
import { bzip2Text } from '../formats/bzip2-text.ts';
import { type ByteStream, isProblem, type Problem } from '../reader.ts';

const levelBytes = 100_000;
/** What a block takes at most where an encoder means well; hostile ones get more. */
const likelyBytes = (level: number): number => level * levelBytes * 1.1 + 32 * 1024;
const mostBytes = 4 << 20;
const blockMark = 0x314159265359;
const endMark = 0x177245385090;

/** What came out, and how many bytes of the input are done with. */
export interface Expanded {
  readonly piece: Uint8Array;
  readonly fed: number;
}

/**
 * Decompresses bzip2 streams that follow each other. Ends with a Problem: `truncated-bzip2` where the input is cut
 * short, `corrupt-bzip2` where it is damaged, a checksum does not fit or other bytes follow. Memory: one block, at most
 * 900 kB, four times over, and up to 4 MiB of input. `pieces` are of any size.
 */
export async function* bzip2Stream(pieces: ByteStream): AsyncGenerator<Expanded | Problem> {
  const input = openInput(pieces);
  // Streams may be of a few bytes each.
  let memory = new Uint32Array();
  for (let streams = 0; ; streams++) {
    const [head] = await input.need(4);
    if (head === undefined && streams > 0 && input.problem() === undefined) return;
    const level = input.readHead();
    if (level === 'cut') return yield input.problem() ?? { problem: 'truncated-bzip2' };
    if (level === undefined) return yield { problem: 'corrupt-bzip2' };
    if (memory.length < level * levelBytes) memory = new Uint32Array(level * levelBytes);
    const order = memory.subarray(0, level * levelBytes);
    let combined = 0;
    for (;;) {
      const found = await input.decode(likelyBytes(level), (reader) => readPart(reader, order));
      if (found === 'truncated') return yield input.problem() ?? { problem: 'truncated-bzip2' };
      if (found === 'corrupt') return yield { problem: 'corrupt-bzip2' };
      if ('end' in found) {
        if (found.end >>> 0 !== combined >>> 0) return yield { problem: 'corrupt-bzip2' };
        break;
      }
      combined = ((combined << 1) | (combined >>> 31)) ^ found.crc;
      const text = bzip2Text(found);
      for (;;) {
        const next = text.next();
        if (next.done !== true) {
          yield { piece: next.value, fed: input.fed() };
          continue;
        }
        if (!next.value) return yield { problem: 'corrupt-bzip2' };
        break;
      }
    }
  }
}

/** A block, or the end of a stream with its checksum, which goes on to the next whole byte. */
function readPart(reader: BitReader, order: Uint32Array) {
  const mark = readBits(reader, 48);
  if (mark === blockMark) return readBzip2Block(reader, order);
  if (mark !== endMark) throw new CorruptBzip2('no mark');
  const end = readBits(reader, 32);
  if (reader.bit > 0) {
    reader.at++;
    reader.bit = 0;
  }
  return { end };
}

/** The input as far as it came, and a place in it. */
function openInput(pieces: ByteStream) {
  const source = pieces[Symbol.asyncIterator]();
  let ended = false;
  let problem: Problem | undefined;
  let before = 0;
  let reader: BitReader = { bytes: new Uint8Array(), at: 0, bit: 0 };

  /** The bytes from the place on, at least `count` where there are so many. */
  const need = async (count: number): Promise<Uint8Array> => {
    const rest = reader.bytes.subarray(reader.at);
    let held = rest.length;
    if (held >= count || ended) return rest;
    const parts = [rest];
    while (held < count && !ended) {
      const next = await source.next();
      if (next.done === true) ended = true;
      else if (isProblem(next.value)) {
        ended = true;
        problem = next.value;
      } else {
        parts.push(next.value);
        held += next.value.length;
      }
    }
    before += reader.at;
    reader = { bytes: joinBytes(parts), at: 0, bit: reader.bit };
    return reader.bytes;
  };

  return {
    need,
    /** Why the input ended before its time. */
    problem: () => problem,
    fed: (): number => before + reader.at + (reader.bit > 0 ? 1 : 0),
    /** The level of a stream's head; undefined for what is none. */
    readHead: (): number | 'cut' | undefined => {
      const head = Buffer.from(reader.bytes.subarray(reader.at, reader.at + 4)).toString('latin1');
      if (!/^(B(Z(h([1-9])?)?)?)?$/.test(head)) return undefined;
      if (head.length < 4) return 'cut';
      reader.at += 4;
      return Number(head[3]);
    },
    /** Decodes with the bytes that are likely enough, then with more, up to 4 MiB. */
    decode: async <Part>(
      likely: number,
      read: (reader: BitReader) => Part,
    ): Promise<Part | 'truncated' | 'corrupt'> => {
      for (let wanted = likely; ; wanted = Math.min(2 * wanted, mostBytes)) {
        const bytes = await need(wanted);
        const attempt = { ...reader };
        try {
          const part = read(attempt);
          reader = attempt;
          return part;
        } catch (error) {
          if (error instanceof CorruptBzip2) return 'corrupt';
          if (!(error instanceof OutOfBits)) throw error;
          if (ended && bytes.length < wanted) return 'truncated';
          if (wanted >= mostBytes) return 'corrupt';
        }
      }
    },
  };
}
