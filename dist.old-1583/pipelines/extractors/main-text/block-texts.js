import { piece } from './outline.js';
const longestStart = 80;
/**
 * How the kept text of each block begins, white space folded, 80 units at most; no entry for empty blocks, and none for
 * those with more text than `mostWeight`.
 */
export function blockStarts(outline, kept, mostWeight) {
    const { html, pieces, pieceKind, pieceOwner, pieceFrom, pieceTo } = outline;
    const starts = new Map();
    for (let i = 0; i < pieces; i++) {
        const owner = pieceOwner[i];
        const kind = pieceKind[i];
        if (kind === piece.open || kind === piece.close || kept[owner] === 0)
            continue;
        const block = outline.block[owner];
        if (outline.ownText[block] > mostWeight)
            continue;
        const start = starts.get(block) ?? '';
        if (start.length >= longestStart)
            continue;
        const from = pieceFrom[i];
        const more = kind === piece.text
            ? html.slice(from, Math.min(pieceTo[i], from + 4 * longestStart))
            : String.fromCodePoint(from);
        const text = (start + more).replace(/[\s\u00a0]+/g, ' ').trimStart();
        if (text !== '')
            starts.set(block, text.slice(0, longestStart));
    }
    return starts;
}
//# sourceMappingURL=block-texts.js.map