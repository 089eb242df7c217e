import { crc32, deflateSync } from 'node:zlib';

/** A chunk of a PNG, checksum included. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

export interface MadePng {
  readonly width: number;
  readonly height: number;
  /** PNG's number: 0 grey, 2 RGB, 3 palette. */
  readonly colour: number;
  readonly depth?: number;
  readonly interlace?: number;
  /** Rows of stored bytes, one after another. */
  readonly levels: Uint8Array;
  /** The filter of each row, by PNG's number. */
  readonly filterOf: (row: number) => number;
  /** Chunks before the image data, and behind it. */
  readonly before?: readonly Buffer[];
  readonly behind?: readonly Buffer[];
  /** Bytes of each chunk of image data. */
  readonly pieceBytes?: number;
}

export function makePng(png: MadePng): Uint8Array {
  const { width, height, colour, depth = 8, interlace = 0, before = [], behind = [], pieceBytes = 1e9 } = png;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlace], 8);
  const data = deflateSync(filtered(png));
  const pieces = Array.from({ length: Math.ceil(data.length / pieceBytes) }, (_, place) =>
    pngChunk('IDAT', data.subarray(place * pieceBytes, (place + 1) * pieceBytes)),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const ends = [...behind, pngChunk('IEND', new Uint8Array())];
  return new Uint8Array(Buffer.concat([signature, pngChunk('IHDR', header), ...before, ...pieces, ...ends]));
}

function filtered({ height, colour, levels, filterOf }: MadePng): Buffer {
  const side = levels.length / height;
  const step = colour === 2 ? 3 : 1;
  const rows = Buffer.alloc((side + 1) * height);
  const level = (row: number, place: number): number =>
    row < 0 || place < 0 ? 0 : (levels[row * side + place] as number);
  for (let row = 0; row < height; row++) {
    const filter = filterOf(row);
    rows[row * (side + 1)] = filter;
    for (let place = 0; place < side; place++) {
      const [left, up] = [level(row, place - step), level(row - 1, place)];
      const corner = place < step ? 0 : level(row - 1, place - step);
      const near = [left, up, corner].sort(
        (a, b) => Math.abs(left + up - corner - a) - Math.abs(left + up - corner - b),
      )[0] as number;
      const guess = [0, left, up, Math.floor((left + up) / 2), near][filter] ?? 0;
      rows[row * (side + 1) + 1 + place] = level(row, place) - guess;
    }
  }
  return rows;
}
