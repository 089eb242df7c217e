import { z } from 'zod';
import { languagesOf } from '../../core/language-code.js';
import { defineTransform } from '../stage.js';
import { foldWidth } from './character-width.js';
import { chineseConverter, openChineseConverter } from './chinese-script.js';
import { stripControls } from './control-characters.js';
import { decodeReferences } from './html-references.js';
import { fixMojibake } from './mojibake.js';
import { foldPunctuation } from './typed-punctuation.js';
import { toUnicodeForm } from './unicode-form.js';
import { foldWhitespace } from './whitespace.js';
const parameters = z.strictObject({
    unicode: z.enum(['NFC', 'NFKC', 'none']).default('NFC').describe('Unicode normalization form.'),
    mojibake: z
        .enum(['fix', 'keep'])
        .default('fix')
        .describe('`fix` repairs UTF-8 that was read as windows-1252, Latin-1 or one of eight others, such as `donâ€™t`.'),
    control: z
        .enum(['strip', 'keep'])
        .default('strip')
        .describe('`strip` removes control characters, terminal sequences, soft hyphens and zero-width spaces.'),
    whitespace: z
        .enum(['fold', 'keep'])
        .default('fold')
        .describe('`fold` makes all line ends LF and folds blanks and empty lines; indentation stays.'),
    width: z
        .enum(['fold', 'letters', 'keep'])
        .default('keep')
        .describe('`fold` makes full-width ASCII, signs and the ideographic space narrow, and half-width katakana wide; `letters` leaves punctuation as it is.'),
    punctuation: z
        .enum(['fold', 'keep'])
        .default('keep')
        .describe('`fold` makes curly quotation marks, dashes and ellipses those of a keyboard.'),
    chinese: z
        .enum(['simplified', 'traditional', 'keep'])
        .default('keep')
        .describe('Script of Chinese text, by the dictionaries of OpenCC. Documents that are noted as of another language, or written with kana, stay as they are.'),
    entities: z
        .enum(['decode', 'keep'])
        .default('keep')
        .describe('`decode` makes characters of HTML references that are left in the text, such as `&amp;lt;`.'),
});
// Printable ASCII without anything that a step could change.
const needsWork = /[^\n -~]|[^\n ] {2}| \n|\n\n\n|^\n|[\n ]$/;
/** Text with its characters made equal where they look equal: mojibake, control characters, Unicode form, white space. */
export function normalizeText(text, parameters) {
    const { unicode, mojibake, control, whitespace, width, punctuation, chinese, entities } = parameters;
    if (!needsWork.test(text) && (entities === 'keep' || !text.includes('&')))
        return text;
    let normal = text.toWellFormed();
    if (entities === 'decode')
        normal = decodeReferences(normal);
    if (mojibake === 'fix')
        normal = fixMojibake(normal);
    if (control === 'strip')
        normal = stripControls(normal);
    if (width !== 'keep')
        normal = foldWidth(normal, width);
    if (unicode !== 'none')
        normal = toUnicodeForm(normal, unicode);
    if (punctuation === 'fold')
        normal = foldPunctuation(normal);
    if (chinese !== 'keep' && !isJapanese(normal))
        normal = chineseConverter(chinese)(normal);
    return whitespace === 'fold' ? foldWhitespace(normal) : normal;
}
/** Japanese has a kana for each Chinese character or two; Chinese quotes a name at most. */
const leastKanaShare = 0.2;
function isJapanese(text) {
    let kana = 0;
    let han = 0;
    for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (unit >= 0x3041 && unit <= 0x30fa)
            kana++;
        else if (unit >= 0x4e00 && unit <= 0x9fff)
            han++;
    }
    return kana > 0 && kana >= leastKanaShare * (kana + han);
}
/** Chinese is not written anew where a stage before has noted another language. */
function parametersFor({ metadata }, parameters) {
    const language = metadata['language'];
    if (parameters.chinese === 'keep' || language === undefined)
        return parameters;
    return languagesOf('zh').includes(language) ? parameters : { ...parameters, chinese: 'keep' };
}
export const normalize = defineTransform({
    name: 'normalize',
    summary: 'Makes text equal where it looks equal: Unicode form, mojibake, control characters, white space; on request widths, punctuation, Chinese script.',
    citation: 'https://www.unicode.org/reports/tr15/',
    version: 2,
    parameters,
    prepare: async ({ chinese }) => {
        if (chinese !== 'keep')
            await openChineseConverter(chinese);
    },
    examples: [
        { text: 'donâ€™t  fold\u00adthis ﬁle', parameters: { unicode: 'NFKC' } },
        { text: 'Ａｂｃ　１２３，乾燥的頭髮', parameters: { width: 'fold', chinese: 'simplified' } },
    ],
    transform: (document, parameters) => {
        const text = normalizeText(document.text, parametersFor(document, parameters));
        return text === document.text ? document : { ...document, text };
    },
});
//# sourceMappingURL=normalize.js.map