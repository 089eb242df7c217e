import { openCursor } from './byte-cursor.js';
import { openGzipMembers } from './gzip-members.js';
const windowBytes = 1 << 20;
const pieceBytes = 64 * 1024;
/** What looks like a member's head within damaged bytes costs one decompression each. */
const mostCandidates = 1000;
const head = Buffer.from([0x1f, 0x8b, 0x08]);
/** The bytes of a file from one on. */
export async function* bytesFrom({ fileBytes, range }, from) {
    for (let at = from; at < fileBytes; at += pieceBytes)
        yield range(at, Math.min(fileBytes, at + pieceBytes));
}
/**
 * Offset of the next gzip member, at or behind `from`, whose content begins with `start`; undefined where none is found
 * among the first thousand that look like one.
 */
export async function nextMember(file, from, start, limits) {
    let candidates = 0;
    for (let base = from; base < file.fileBytes; base += windowBytes) {
        const window = Buffer.from(await file.range(base, Math.min(file.fileBytes, base + windowBytes + head.length - 1)));
        for (let at = window.indexOf(head); at >= 0 && at < windowBytes; at = window.indexOf(head, at + 1)) {
            if (++candidates > mostCandidates)
                return undefined;
            const cursor = openCursor(openGzipMembers(bytesFrom(file, base + at), limits, false).bytes);
            const begins = Buffer.from(await cursor.take(start.length)).toString('latin1');
            await cursor.close();
            if (begins === start)
                return base + at;
        }
    }
    return undefined;
}
//# sourceMappingURL=gzip-recovery.js.map