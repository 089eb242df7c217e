import { MillraceError } from '../../core/errors.js';
const lineFeed = 0x0a;
/**
 * The lines of a stream, in the groups in which they arrive, so that an answer never waits for a later line.
 * A last line may lack its line feed. Holds at most `limitBytes` of an unfinished line.
 */
export async function* inputLines(pieces, limitBytes) {
    let parts = [];
    let length = 0;
    const add = (part) => {
        length += part.length;
        if (length <= limitBytes)
            parts.push(part);
        else
            parts = [];
    };
    const take = () => {
        const line = length > limitBytes ? null : Buffer.concat(parts);
        parts = [];
        length = 0;
        return line;
    };
    for await (const piece of pieces) {
        const lines = [];
        let from = 0;
        for (let at = piece.indexOf(lineFeed); at >= 0; at = piece.indexOf(lineFeed, from)) {
            add(piece.subarray(from, at));
            lines.push(take());
            from = at + 1;
        }
        add(piece.subarray(from));
        if (lines.length > 0)
            yield lines;
    }
    if (length > 0)
        yield [take()];
}
const mostBytes = 256 * 2 ** 20;
const mostLines = 1_000_000;
/** All lines of a stream. Throws MillraceError `too-much-input` (usage) for more than 256 MiB or a million lines. */
export async function allLines(groups) {
    const all = [];
    let bytes = 0;
    for await (const lines of groups) {
        for (const line of lines)
            bytes += line?.length ?? 0;
        all.push(...lines);
        if (bytes > mostBytes || all.length > mostLines) {
            const found = bytes > mostBytes ? 'more bytes' : 'more lines';
            throw new MillraceError('too-much-input', `expected at most 256 MiB and ${mostLines} lines, found ${found}`, {
                kind: 'usage',
                hint: 'put the stage into a recipe, and run npx millrace build: a build has no such limit',
            });
        }
    }
    return all;
}
//# sourceMappingURL=input-lines.js.map