import { misreadKinds as k } from './misread-characters.js';
const sign = `€œŠš¢£Ÿž\u00ad®©°·»${k.opening}${k.closing}–—´`;
/**
 * Pairs and triples of characters that next to nobody writes, and that misread UTF-8 is full of.
 * Source: `BADNESS_RE` of ftfy 6.3.1 (Apache License 2.0, copyright Robyn Speer), restated.
 */
const unlikely = [
    `[${k.c1}]`,
    `[${k.bad}${k.lowerAccented}${k.upperAccented}${k.box}${k.opening}${k.closing}${k.currency}${k.numeric}${k.law}][${k.bad}]`,
    `[a-zA-Z][${k.lowerCommon}${k.upperCommon}][${k.bad}]`,
    `[${k.bad}][${k.lowerAccented}${k.upperAccented}${k.box}${k.opening}${k.closing}${k.currency}${k.numeric}${k.law}]`,
    `[${k.lowerAccented}${k.lowerCommon}${k.box}${k.closing}${k.currency}${k.numeric}][${k.upperAccented}]`,
    `[${k.box}${k.closing}${k.currency}${k.numeric}][${k.lowerAccented}]`,
    `[${k.lowerAccented}${k.box}${k.closing}][${k.currency}]`,
    `\\s[${k.upperAccented}][${k.currency}]`,
    `[${k.upperAccented}${k.box}][${k.numeric}${k.law}]`,
    `[${k.lowerAccented}${k.upperAccented}${k.box}${k.currency}${k.closing}][${k.opening}][${k.numeric}]`,
    `[${k.lowerAccented}${k.upperAccented}${k.currency}${k.numeric}${k.box}${k.law}][${k.closing}][${k.opening}]`,
    `[${k.currency}${k.numeric}${k.box}][${k.opening}]`,
    `[a-z][${k.upperAccented}][${k.opening}${k.currency}]`,
    `[${k.box}][${k.faces}]`,
    `[${k.lowerAccented}${k.upperAccented}${k.currency}${k.numeric}${k.opening}${k.closing}${k.law}][${k.box}]`,
    `[${k.box}][${k.closing}]`,
    `[${k.lowerAccented}${k.upperAccented}][${k.opening}${k.closing}][\\p{L}\\p{N}_]`,
    // The ligature, unless a Latin letter follows.
    '[\u0152\u0153][^A-Za-z]',
    `[${k.upperAccented}]\u00b0`,
    // windows-1252: two characters. In capitals such a letter may end a word, before a mark or a no-break space.
    `(?<!\\p{Lu})[ÃÎÐ][${sign}\u00a0]`,
    `[ÃÎÐ][${sign}\u00a0](?=\\p{L})`,
    '[ÃÎÐ]™',
    `Â[${sign}]`,
    '(?<!\\p{Lu})Â\u00a0',
    '×[²³]',
    // windows-1252 in Arabic.
    `[ØÙ][${k.common}${k.currency}${k.bad}${k.numeric}${k.opening}ŸŠ®°µ»][ØÙ][${k.common}${k.currency}${k.bad}${k.numeric}${k.opening}ŸŠ®°µ»]`,
    // windows-1252 in the scripts of South Asia.
    'à[²µ¹¼½¾]',
    // macroman.
    '√[±∂†≠®™´≤≥¥µø]',
    '≈[°¢]',
    '‚Ä[ìîïòôúùû†°¢π]',
    '‚[âó][àä°ê]',
    // windows-1251: general punctuation, and three characters of Cyrillic or Latin-1.
    'вЂ',
    `[ВГРС][${k.c1}${k.bad}${k.opening}${k.closing}${k.currency}°µ][ВГРС]`,
    'ГўВЂВ.[A-Za-z ]',
    // windows-1252: à, á and the no-break space, and Â before what it encodes.
    '(?<!\\p{Lu})Ã\u00a0',
    'Ã¡',
    '[a-z]\\s?[ÃÂ][ ]',
    '^[ÃÂ][ ]',
    `[a-z.,?!${k.closing}]Â[ ${k.opening}${k.closing}]`,
    // windows-1253: general punctuation, and Greek or Latin-1.
    'β€[™\u00a0Ά\u00ad®°]',
    `[ΒΓΞΟ][${k.c1}${k.bad}${k.opening}${k.closing}${k.currency}°][ΒΓΞΟ]`,
    // windows-1257: general punctuation.
    'ā€',
].join('|');
const any = Object.values(k).join('');
/** Two such characters side by side, a control, or one of few with a blank: without any of these nothing is unlikely. */
const suspicious = new RegExp(`[${k.c1}]|[${any}€œŠš¢£Ÿž®©°·»´]{2}|[ÃÂŒœ]|×`);
const unlikelyInLine = new RegExp(unlikely, 'u');
/** Whether a text of one line holds characters in an order that next to nobody writes. */
export function isUnlikely(line) {
    return suspicious.test(line) && unlikelyInLine.test(line);
}
/** False where no line of a text {@link isUnlikely}; quick. */
export function mayBeUnlikely(text) {
    return suspicious.test(text);
}
//# sourceMappingURL=unlikely-characters.js.map