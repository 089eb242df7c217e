import { piece } from './outline.js';
/** The text of an element, at most so many units of it, with white space folded. */
export function elementText(outline, element, most) {
    const { html, pieces, firstPiece, pieceKind, pieceOwner, pieceFrom, pieceTo } = outline;
    let text = '';
    for (let i = firstPiece[element] + 1; i < pieces && text.length < most; i++) {
        const kind = pieceKind[i];
        if (kind === piece.close && pieceOwner[i] === element)
            break;
        const from = pieceFrom[i];
        if (kind === piece.text)
            text += html.slice(from, Math.min(pieceTo[i], from + most));
        else if (kind === piece.entity)
            text += String.fromCodePoint(from);
    }
    return text
        .replace(/[\s\u00a0]+/g, ' ')
        .trim()
        .slice(0, most);
}
//# sourceMappingURL=element-text.js.map