/**
 * The text of pages: paragraphs joined of their lines, with a blank line between them; words that a hyphen cut at a
 * line's end are whole again. A paragraph ends where the distance between lines grows, the size of letters changes, the
 * next line is indented, or a short line ends a sentence. It goes on in the next column or page where a sentence does.
 */
export function paragraphsOf(pages) {
    const paragraphs = [];
    let before;
    for (const page of pages) {
        const leading = leadingOf(page);
        const right = page.reduce((most, line) => Math.max(most, line.right), 0);
        for (const [index, line] of page.entries()) {
            const last = paragraphs.at(-1);
            const within = index > 0 && before !== undefined && isBelow(before, line, leading);
            const goesOn = before !== undefined && (within ? !endsAfter(before, line, leading, right) : continues(before, line));
            if (last !== undefined && goesOn)
                paragraphs[paragraphs.length - 1] = joined(last, line.text);
            else
                paragraphs.push(line.text);
            before = line;
        }
    }
    return paragraphs.join('\n\n');
}
/** The distance of most lines that follow each other; 0 where there are none. */
function leadingOf(page) {
    const gaps = page
        .slice(1)
        .map((line, index) => (page[index]?.baseline ?? 0) - line.baseline)
        .filter((gap) => gap > 0)
        .sort((a, b) => a - b);
    return gaps[gaps.length >> 1] ?? 0;
}
/** Whether a line is one of the next few below another, and not in another column. */
function isBelow(before, line, leading) {
    const gap = before.baseline - line.baseline;
    return gap > 0 && gap < 4 * Math.max(leading, line.height) && line.left < before.right && before.left < line.right;
}
function endsAfter(before, line, leading, right) {
    const gap = before.baseline - line.baseline;
    const [small, large] = [Math.min(before.height, line.height), Math.max(before.height, line.height)];
    if (gap > 1.35 * leading || large > 1.15 * small)
        return true;
    if (line.left > before.left + line.height / 2 && !/^\p{Ll}/u.test(line.text))
        return true;
    return before.right < right - 4 * line.height && sentenceEnd.test(before.text);
}
const sentenceEnd = /[.!?:;。！？：；…]["'”’)\]」』）]*$/;
/** Whether a sentence goes on from the end of a column or page. */
function continues(before, line) {
    if (sentenceEnd.test(before.text) || Math.abs(before.height - line.height) > 0.15 * line.height)
        return false;
    return /^\p{Ll}/u.test(line.text) || (cjkEnd.test(before.text) && cjkStart.test(line.text));
}
const cjk = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3001-\\u303f\\uff01-\\uff65]';
const cjkEnd = new RegExp(`${cjk}$`, 'u');
const cjkStart = new RegExp(`^${cjk}`, 'u');
function joined(paragraph, line) {
    if (paragraph.endsWith('\u00ad'))
        return paragraph.slice(0, -1) + line;
    if (/\p{L}[-\u2010]$/u.test(paragraph) && /^\p{Ll}/u.test(line))
        return paragraph.slice(0, -1) + line;
    const apart = cjkEnd.test(paragraph) && cjkStart.test(line) ? '' : ' ';
    return `${paragraph}${apart}${line}`;
}
//# sourceMappingURL=pdf-paragraphs.js.map