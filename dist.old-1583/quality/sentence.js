import { numberText, shareText } from './number-text.js';
import { printable, shorten } from './printable.js';
const idLength = 80;
/**
 * One line for people on what became of a record: `dropped by gopher-quality: gopher_short_doc, 31 found, at least 50 wanted`.
 *
 * @param more `chain` and `sources` as in an Explanation, where they are known.
 */
export function sentence(fate, more = {}) {
    switch (fate.fate) {
        case 'kept': {
            const others = (more.sources?.length ?? 1) - 1;
            if (others < 1)
                return 'kept';
            return `kept, with ${others === 1 ? 'one duplicate' : `${numberText(others)} duplicates`} merged into it`;
        }
        case 'merged': {
            const keeper = more.chain?.at(-1);
            const further = keeper === undefined || keeper === fate.into ? '' : `, and with it into ${named(keeper)}`;
            return `merged by ${fate.stage} into ${named(fate.into ?? '')}: ${shareText(fate.similarity ?? 1, 1)} similar${further}`;
        }
        case 'dropped':
        case 'quarantined':
            return [`${fate.fate} by ${fate.stage}: ${fate.reason}`, ...evidence(fate.value, fate.limit)].join(', ');
    }
}
/** What a fate rests on, where its stage and reason are said elsewhere: `31 found, at least 50 wanted`, `into ID, 87.5 % similar`. */
export function evidenceText({ value, limit, into, similarity }) {
    if (into === null)
        return evidence(value, limit).join(', ');
    return `into ${named(into)}, ${shareText(similarity ?? 1, 1)} similar`;
}
/** The measured value and the limit that it broke, as far as they are known. */
function evidence(value, limit) {
    if (value === null)
        return limit === null ? [] : [`limit ${numberText(limit)}`];
    if (limit === null)
        return [`${numberText(value)} found`];
    if (value === limit)
        return [`${numberText(value)} found, which is the limit`];
    return [`${numberText(value)} found, ${value < limit ? 'at least' : 'at most'} ${numberText(limit)} wanted`];
}
function named(id) {
    return shorten(printable(id), idLength);
}
//# sourceMappingURL=sentence.js.map