import { codePointAt } from '../code-units.js';
import { spacyTokens } from './tokens.js';
/** One-character tokens that end a sentence: spaCy's default for its rule-based sentencizer. */
const enders = new Set([
    ...'!.?։؟۔܀܁܂߹।॥၊။።፧፨᙮᜵᜶᠃᠉᥄᥅᪨᪩᪪᪫᭚᭛᭞᭟᰻᰼᱾᱿‼‽⁇⁈⁉⸮⸼꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝꩞꩟꫰꫱꯫﹒﹖﹗！．？𐩖𐩗𑁇𑁈𑂾𑂿𑃀𑃁𑅁𑅂𑅃𑇅𑇆𑇍𑇞𑇟𑈸𑈹𑈻𑈼𑊩𑑋𑑌𑗂𑗃𑗉𑗊𑗋𑗌𑗍𑗎𑗏𑗐𑗑𑗒𑗓𑗔𑗕𑗖𑗗𑙁𑙂𑜼𑜽𑜾𑩂𑩃𑪛𑪜𑱁𑱂𖩮𖩯𖫵𖬷𖬸𖭄𛲟𝪈｡。',
].map((ender) => ender.codePointAt(0) ?? 0));
const punctuation = /^\p{P}+$/u;
/**
 * Where sentences begin as spaCy's sentencizer finds them over its blank English tokenizer: one begins at the first token
 * after a sentence's end that is no punctuation, be it white space. None for a text without tokens. `units` are those of
 * the text.
 */
export function spacySentenceStarts(text, units) {
    const tokens = spacyTokens(text, units);
    const starts = tokens.length === 0 ? [] : [tokens[0]];
    let ended = false;
    for (let k = 0; k < tokens.length; k += 2) {
        const start = tokens[k];
        const end = tokens[k + 1];
        const length = end - start;
        // No ender is longer than a surrogate pair: other tokens only matter once a sentence has ended.
        if (!ended && length > 2)
            continue;
        const first = codePointAt(units, start);
        if (length === (first > 0xffff ? 2 : 1) && enders.has(first)) {
            ended = true;
        }
        else if (ended && !punctuation.test(text.slice(start, end))) {
            starts.push(start);
            ended = false;
        }
    }
    return starts;
}
/** How many sentences spaCy's sentencizer finds; 1 for a text without tokens. `units` are those of the text. */
export function countSentences(text, units) {
    return Math.max(1, spacySentenceStarts(text, units).length);
}
//# sourceMappingURL=sentences.js.map