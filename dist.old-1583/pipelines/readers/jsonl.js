import { z } from 'zod';
import { compressionOf, decompress } from './decompression.js';
import { documentColumns, documentOf } from './document-columns.js';
import { lineFrames } from './line-frames.js';
const options = z.strictObject(documentColumns);
/** JSON lines, plain or compressed: one object a line. Columns that are absent or null give no id, label or metadata. */
export const jsonl = {
    format: 'jsonl',
    summary: 'JSON lines (.jsonl, also .gz, .bz2, .zst): one object a line.',
    options,
    splitsAtLines: (key) => compressionOf(key) === undefined,
    frames: (input, limits) => lineFrames(input.key, input.firstLine, decompress(input.key, input.pieces, limits), limits),
    parse: (bytes, _input, options) => parseLine(bytes, options),
};
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function parseLine(bytes, options) {
    let line;
    let row;
    try {
        line = utf8.decode(bytes);
    }
    catch {
        return { problem: 'invalid-utf8' };
    }
    try {
        row = JSON.parse(line);
    }
    catch {
        return { problem: 'invalid-json' };
    }
    if (typeof row !== 'object' || row === null || Array.isArray(row))
        return { problem: 'not-an-object' };
    return documentOf(row, options, line);
}
//# sourceMappingURL=jsonl.js.map