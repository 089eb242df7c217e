import { joinBytes } from '../core/join-bytes.js';
/** All pieces as one array, which shares memory with none of them. Memory: twice their bytes. */
export async function joinPieces(pieces) {
    const all = [];
    for await (const piece of pieces)
        all.push(piece);
    return joinBytes(all);
}
//# sourceMappingURL=join-pieces.js.map