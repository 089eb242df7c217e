import { z } from 'zod';
const parameters = z.strictObject({
    rate: z.number().min(0).max(1).default(0.5).describe('Share of the texts that are rearranged; the others stay.'),
    spmShare: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .describe('Of these, the share in the order suffix, prefix, middle (SPM); the others are prefix, suffix, middle (PSM).'),
    prefix: z.string().min(1).default('<|fim_prefix|>').describe('Token before the prefix.'),
    middle: z.string().min(1).default('<|fim_middle|>').describe('Token before the middle.'),
    suffix: z.string().min(1).default('<|fim_suffix|>').describe('Token before the suffix.'),
});
/** The middle of a text, cut at two places, goes to the end, so that a model learns to fill it in. */
export const fillInTheMiddle = {
    name: 'fill-in-the-middle',
    summary: 'Moves the middle of a text, between two places chosen by chance, to its end, behind tokens that say so.',
    citation: 'Bavarian et al., Efficient Training of Language Models to Fill in the Middle, 2022, arXiv:2207.14255, sections 3 and 3.1 (cuts between characters)',
    parameters,
    apply: (text, { rate, spmShare, prefix, middle, suffix }, draws) => {
        if (text === '' || draws.unit() >= rate)
            return text;
        const spm = draws.unit() < spmShare;
        const one = wholeCharacter(text, draws.integer(0, text.length + 1));
        const other = wholeCharacter(text, draws.integer(0, text.length + 1));
        const before = text.slice(0, Math.min(one, other));
        const inside = text.slice(Math.min(one, other), Math.max(one, other));
        const after = text.slice(Math.max(one, other));
        return spm
            ? prefix + suffix + after + middle + before + inside
            : prefix + before + suffix + after + middle + inside;
    },
};
/** The place, or the one before it, that is not between the halves of a surrogate pair. */
function wholeCharacter(text, at) {
    const inPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    return inPair ? at - 1 : at;
}
//# sourceMappingURL=fill-in-the-middle.js.map