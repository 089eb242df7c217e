import { isProblem } from '../reader.js';
import { decompress } from './decompression.js';
/**
 * One frame: the whole file, decompressed where its key ends in `.gz` or `.zst`. A file of more than `recordBytes`
 * bytes gives the Problem `record-too-large` with its full length, and one that cannot be decompressed gives that Problem.
 */
export async function* wholeFile(input, limits) {
    const parts = [];
    let length = 0;
    for await (const piece of decompress(input.key, input.pieces, limits)) {
        if (isProblem(piece))
            return yield [{ source: input.key, ...piece }];
        length += piece.length;
        if (length <= limits.recordBytes)
            parts.push(piece);
        else
            parts.length = 0;
    }
    yield length > limits.recordBytes
        ? [{ source: input.key, problem: 'record-too-large', value: length, limit: limits.recordBytes }]
        : [{ source: input.key, bytes: Buffer.concat(parts) }];
}
//# sourceMappingURL=whole-file.js.map