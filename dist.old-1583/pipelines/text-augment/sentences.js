/** A Latin mark ends a sentence before white space alone, a Chinese or Japanese one anywhere; so does a line's end. */
const sentenceEnd = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s)|[。！？；]+["”’」』）]*|\n+/g;
/** Splits after the marks that end sentences. Joined again the parts are the text. Linear. */
export function sentencesOf(text) {
    const sentences = [];
    const gaps = [];
    let from = 0;
    let gap = '';
    const add = (to) => {
        const part = text.slice(from, to);
        const begin = part.length - part.trimStart().length;
        const end = part.trimEnd().length;
        from = to;
        if (end <= begin) {
            gap += part;
            return;
        }
        gaps.push(gap + part.slice(0, begin));
        sentences.push(part.slice(begin, end));
        gap = part.slice(end);
    };
    for (const { 0: mark, index } of text.matchAll(sentenceEnd))
        add(index + mark.length);
    add(text.length);
    gaps.push(gap);
    return { sentences, gaps };
}
//# sourceMappingURL=sentences.js.map