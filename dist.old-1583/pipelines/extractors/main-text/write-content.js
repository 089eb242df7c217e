import { htmlElement } from '../html-elements.js';
import { piece } from './outline.js';
import { tagNames } from './page-tags.js';
const described = tagNames.map((name) => htmlElement(name, false));
const noAttributes = new Map();
/** Tells a sink of the pieces whose element is kept, in the order of the page. */
export function writeContent(outline, kept, sink) {
    const { html, pieces, pieceKind, pieceOwner, pieceFrom, pieceTo, tag, attributes } = outline;
    for (let i = 0; i < pieces; i++) {
        const owner = pieceOwner[i];
        if (kept[owner] === 0)
            continue;
        const kind = pieceKind[i];
        if (kind === piece.text)
            sink.text(html.slice(pieceFrom[i], pieceTo[i]));
        else if (kind === piece.entity)
            sink.text(String.fromCodePoint(pieceFrom[i]));
        else {
            const number = tag[owner];
            const element = described[number];
            if (kind === piece.open)
                sink.open(tagNames[number], element, attributes.get(owner) ?? noAttributes);
            else if (!element.empty)
                sink.close(tagNames[number], element);
        }
    }
}
//# sourceMappingURL=write-content.js.map