// A sign of Chinese or Japanese says about as much as three letters do.
const signWeight = 3;
/** How much a stretch of text says, in letters: blanks count nothing. */
export function textWeight(text, from, to) {
    let weight = 0;
    for (let i = from; i < to; i++) {
        const unit = text.charCodeAt(i);
        if (unit > 0x2e7f)
            weight += unit < 0xa000 || (unit > 0xabff && unit < 0xd7b0) ? signWeight : 1;
        else if (unit > 0x20 && unit !== 0xa0)
            weight++;
    }
    return weight;
}
/** Marks that end or part sentences: those of Latin scripts before a blank, those of Chinese and Japanese anywhere. */
export function sentenceMarks(text, from, to) {
    let marks = 0;
    for (let i = from; i < to; i++) {
        const unit = text.charCodeAt(i);
        if (unit < 0x40) {
            if (unit !== 0x2c && unit !== 0x2e && unit !== 0x21 && unit !== 0x3f && unit !== 0x3b)
                continue;
            const next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0x20;
            if (next <= 0x22 || next === 0x3c || next === 0x2019 || next === 0x201d)
                marks++;
        }
        else if (unit === 0x3001 || unit === 0x3002 || unit === 0xff0c || unit === 0xff01 || unit === 0xff1f)
            marks++;
    }
    return marks;
}
//# sourceMappingURL=text-weight.js.map