import { codeUnitsOf } from '../code-units.ts';
import { spacyTokens } from './tokens.ts';

/** One-character tokens that end a sentence: spaCy's default for its rule-based sentencizer. */
const enders: ReadonlySet<string> = new Set(
  '!.?։؟۔܀܁܂߹।॥၊။።፧፨᙮᜵᜶᠃᠉᥄᥅᪨᪩᪪᪫᭚᭛᭞᭟᰻᰼᱾᱿‼‽⁇⁈⁉⸮⸼꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝꩞꩟꫰꫱꯫﹒﹖﹗！．？𐩖𐩗𑁇𑁈𑂾𑂿𑃀𑃁𑅁𑅂𑅃𑇅𑇆𑇍𑇞𑇟𑈸𑈹𑈻𑈼𑊩𑑋𑑌𑗂𑗃𑗉𑗊𑗋𑗌𑗍𑗎𑗏𑗐𑗑𑗒𑗓𑗔𑗕𑗖𑗗𑙁𑙂𑜼𑜽𑜾𑩂𑩃𑪛𑪜𑱁𑱂𖩮𖩯𖫵𖬷𖬸𖭄𛲟𝪈｡。',
);
const punctuation = /^\p{P}+$/u;

/**
 * Sentences as spaCy's sentencizer counts them over its blank English tokenizer: one begins at the first token after
 * a sentence's end that is no punctuation. 1 for a text without tokens.
 */
export function countSentences(text: string): number {
  const tokens = spacyTokens(text, codeUnitsOf(text));
  let sentences = 1;
  let ended = false;
  for (let k = 0; k < tokens.length; k += 2) {
    const start = tokens[k] ?? 0;
    const end = tokens[k + 1] ?? 0;
    // No ender is longer than a surrogate pair: other tokens only matter once a sentence has ended.
    if (!ended && end - start > 2) continue;
    const token = text.slice(start, end);
    if (enders.has(token)) {
      ended = true;
    } else if (ended && !punctuation.test(token)) {
      sentences++;
      ended = false;
    }
  }
  return sentences;
}
