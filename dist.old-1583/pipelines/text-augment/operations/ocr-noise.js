import { z } from 'zod';
import { drawOne } from '../draw-many.js';
const parameters = z.strictObject({
    p: z.number().min(0).max(1).default(0.02).describe('Probability that what can be misread is.'),
});
/** Groups of characters, or of pairs of them, that a scanner takes for each other. */
const lookalikes = [
    ...[
        ['0', 'O', 'o', 'D'],
        ['1', 'l', 'I', 'i', '|'],
        ['2', 'Z', 'z'],
        ['5', 'S', 's'],
        ['6', 'G', 'b'],
        ['8', 'B'],
    ],
    ...[
        ['9', 'g', 'q'],
        ['c', 'e', 'o'],
        ['f', 't'],
        ['h', 'b', 'li'],
        ['n', 'u', 'ri'],
        ['m', 'rn', 'nn'],
        ['w', 'vv'],
    ],
    ...[
        ['d', 'cl'],
        ['v', 'y'],
        ['C', 'G'],
        ['E', 'F'],
        ['U', 'V'],
        ['.', ','],
        [':', ';'],
        ["'", '`'],
    ],
    ...[
        ['人', '入'],
        ['己', '已', '巳'],
        ['未', '末'],
        ['日', '曰'],
        ['大', '太', '犬'],
        ['干', '千', '于'],
        ['土', '士'],
    ],
    ...[
        ['木', '本'],
        ['天', '夭'],
        ['戊', '戌', '戍'],
        ['侯', '候'],
        ['辨', '辩', '辦'],
        ['晴', '睛'],
        ['折', '拆'],
    ],
    ...[
        ['ー', '一'],
        ['カ', '力'],
        ['ロ', '口'],
        ['ニ', '二'],
        ['エ', '工'],
    ],
];
const misreadings = misreadingsOf(lookalikes);
/** What a scanner misreads: characters that look alike, and pairs that look like one. */
export const ocrNoise = {
    name: 'ocr-noise',
    summary: 'Misreads characters as ones that look like them, as optical character recognition does.',
    citation: 'Ma, nlpaug: OcrAug, 2019; Rigaud et al., ICDAR 2019 Competition on Post-OCR Text Correction',
    parameters,
    apply: (text, { p }, draws) => {
        let result = '';
        for (let at = 0; at < text.length;) {
            const pair = text.slice(at, at + 2);
            const read = misreadings.has(pair) ? pair : (text[at] ?? '');
            const seen = misreadings.get(read);
            result += seen !== undefined && draws.unit() < p ? drawOne(seen, draws) : read;
            at += read.length;
        }
        return result;
    },
};
function misreadingsOf(groups) {
    const seen = new Map();
    for (const group of groups) {
        for (const each of group) {
            const others = group.filter((other) => other !== each);
            seen.set(each, [...(seen.get(each) ?? []), ...others]);
        }
    }
    return seen;
}
//# sourceMappingURL=ocr-noise.js.map