import { GrowingInts } from './growing-ints.js';
import { piece } from './outline.js';
import { isBlockTag } from './page-tags.js';
import { sentenceMarks, textWeight } from './text-weight.js';
export function openOutlineRecorder(html) {
    const [parents, tags, hints, firstPieces] = [ints(), ints(), ints(), ints()];
    const [ownText, ownLinked, ownMarks] = [ints(), ints(), ints()];
    const blocks = ints();
    const [kinds, owners, froms, tos] = [ints(), ints(), ints(), ints()];
    const attributes = new Map();
    function addPiece(kind, owner, from, to) {
        kinds.push(kind);
        owners.push(owner);
        froms.push(from);
        tos.push(to);
    }
    function count(owner, weight, marks, linked) {
        const block = blocks.ints[owner];
        ownText.add(block, weight);
        ownMarks.add(block, marks);
        if (linked)
            ownLinked.add(block, weight);
    }
    return {
        open: (tag, elementHints, outer) => {
            const element = parents.length;
            parents.push(outer);
            tags.push(tag);
            hints.push(elementHints);
            for (const sums of [ownText, ownLinked, ownMarks])
                sums.push(0);
            blocks.push(isBlockTag[tag] === 1 || outer < 0 ? element : blocks.ints[outer]);
            firstPieces.push(kinds.length);
            addPiece(piece.open, element, 0, 0);
            return element;
        },
        close: (element) => addPiece(piece.close, element, 0, 0),
        text: (owner, start, end, linked) => {
            addPiece(piece.text, owner, start, end);
            const weight = textWeight(html, start, end);
            if (weight > 0)
                count(owner, weight, sentenceMarks(html, start, end), linked);
        },
        entity: (owner, codePoint, linked) => {
            addPiece(piece.entity, owner, codePoint, 0);
            count(owner, 1, 0, linked);
        },
        keepAttributes: (element, found) => {
            attributes.set(element, found);
        },
        elements: () => parents.length,
        outline: () => ({
            html,
            elements: parents.length,
            parent: parents.ints,
            tag: Uint8Array.from(tags.ints.subarray(0, tags.length)),
            block: blocks.ints,
            hints: hints.ints,
            ownText: ownText.ints,
            ownLinked: ownLinked.ints,
            ownMarks: ownMarks.ints,
            attributes,
            pieces: kinds.length,
            firstPiece: firstPieces.ints,
            pieceKind: Uint8Array.from(kinds.ints.subarray(0, kinds.length)),
            pieceOwner: owners.ints,
            pieceFrom: froms.ints,
            pieceTo: tos.ints,
        }),
    };
}
function ints() {
    return new GrowingInts(4096);
}
//# sourceMappingURL=outline-recorder.js.map