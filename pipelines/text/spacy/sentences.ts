import { codeUnitsOf } from '../code-units.ts';
import { spacyTokens } from './tokens.ts';

/** One-character tokens that end a sentence: spaCy's default for its rule-based sentencizer. */
const enders: ReadonlySet<string> = new Set(
  '!.?։؟۔܀܁܂߹।॥၊။።፧፨᙮᜵᜶᠃᠉᥄᥅᪨᪩᪪᪫᭚᭛᭞᭟᰻᰼᱾᱿‼‽⁇⁈⁉⸮⸼꓿꘎꘏꛳꛷꡶꡷꣎꣏꤯꧈꧉꩝꩞꩟꫰꫱꯫﹒﹖﹗！．？𐩖𐩗𑁇𑁈𑂾𑂿𑃀𑃁𑅁𑅂𑅃𑇅𑇆𑇍𑇞𑇟𑈸𑈹𑈻𑈼𑊩𑑋𑑌𑗂𑗃𑗉𑗊𑗋𑗌𑗍𑗎𑗏𑗐𑗑𑗒𑗓𑗔𑗕𑗖𑗗𑙁𑙂𑜼𑜽𑜾𑩂𑩃𑪛𑪜𑱁𑱂𖩮𖩯𖫵𖬷𖬸𖭄𛲟𝪈｡。',
);
const punctuation = /^\p{P}+$/u;

/** 1 for each code unit that an ender begins with: most tokens are told apart by it without a string. */
const begins = new Uint8Array(0x10000);
for (const ender of enders) begins[ender.charCodeAt(0)] = 1;

/**
 * Where sentences begin as spaCy's sentencizer finds them over its blank English tokenizer: one begins at the first token
 * after a sentence's end that is no punctuation, be it white space. None for a text without tokens.
 */
export function spacySentenceStarts(text: string, units: Uint16Array): readonly number[] {
  const tokens = spacyTokens(text, units);
  const starts: number[] = tokens.length === 0 ? [] : [tokens[0] ?? 0];
  let ended = false;
  for (let k = 0; k < tokens.length; k += 2) {
    const start = tokens[k] ?? 0;
    const end = tokens[k + 1] ?? 0;
    // No ender is longer than a surrogate pair: other tokens only matter once a sentence has ended.
    if (!ended && (end - start > 2 || begins[units[start] ?? 0] === 0)) continue;
    const token = text.slice(start, end);
    if (enders.has(token)) {
      ended = true;
    } else if (ended && !punctuation.test(token)) {
      starts.push(start);
      ended = false;
    }
  }
  return starts;
}

/** How many sentences spaCy's sentencizer finds; 1 for a text without tokens. */
export function countSentences(text: string): number {
  return Math.max(1, spacySentenceStarts(text, codeUnitsOf(text)).length);
}
