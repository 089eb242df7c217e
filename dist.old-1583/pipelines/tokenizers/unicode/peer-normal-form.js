import { classOf } from './character-set.js';
import { peerSets } from './peer-sets.js';
let inert;
function openInert() {
    const late = classOf(peerSets.inert());
    return { any: new RegExp(late, 'u'), cut: new RegExp(`(${late})`, 'u') };
}
/**
 * A normal form as `tokenizers` knows it, by Unicode 9.0: a character that came later stands for itself and combines with
 * nothing. Cost: that of `String.normalize`.
 */
export function peerNormalForm(text, form) {
    inert ??= openInert();
    if (!inert.any.test(text))
        return text.normalize(form);
    return text
        .split(inert.cut)
        .map((part, index) => (index % 2 === 1 ? part : part.normalize(form)))
        .join('');
}
/** Lower case by character, as Rust has it: a sigma at a word's end is no other than elsewhere. */
export function lowerCase(text) {
    return text.replaceAll('Σ', 'σ').toLowerCase();
}
//# sourceMappingURL=peer-normal-form.js.map