import { foldText } from './fold-text.js';
import { simplify } from './simplify.js';
/** The typographic punctuation and the control characters that CCNet removes; ASCII punctuation counts. */
const ccnetRemoved = /[，。、„”“«»１」「《》´∶：？！（）；–—．～’…━〈〉【】％►]|\p{Cc}/gu;
/** A text as it is compared. `ccnet` equals `normalize_for_dedup` of CCNet's `text_normalizer.py`. Cost: linear. */
export function normalizeSpan(text, how) {
    switch (how) {
        case 'none':
            return text.trim();
        case 'fold':
            return foldText(text);
        case 'ccnet':
            return text
                .trim()
                .toLowerCase()
                .replace(/\p{Nd}/gu, '0')
                .replace(ccnetRemoved, '');
        case 'simplify':
            return simplify(text);
    }
}
//# sourceMappingURL=span-normalization.js.map