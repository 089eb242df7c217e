import { MillraceError } from '../../core/errors.js';
/** Tokens [start, end) of a document and its separator. */
export function partOf(tokens, [start, end], separator) {
    const part = new Uint32Array(end - start);
    for (let i = start; i < end; i++)
        part[i - start] = tokens[i] ?? separator ?? 0;
    return part;
}
export function checkTokens(tokens, vocabularySize) {
    for (let i = 0; i < tokens.length; i++) {
        const id = tokens[i] ?? Number.NaN;
        if (!(id >= 0 && id < vocabularySize)) {
            throw new MillraceError('token-range', `Expected token ids below ${vocabularySize}, found ${id}.`, {
                hint: 'The tokenizer and the packer must be of the same vocabulary.',
            });
        }
    }
}
//# sourceMappingURL=packer.js.map