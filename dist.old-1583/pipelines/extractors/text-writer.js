// The no-break space too: pages use it for layout, and in text it is a trap for whoever splits words.
const blanks = /[\t\n\f\r \u00a0]+/g;
const maxMarks = 8;
export function openTextWriter() {
    let out = '';
    let lineFeeds = 0;
    let gap = '';
    let marker = '';
    let markerReplaces = 0;
    let prefix = '';
    let writtenPrefix = '';
    let marks = [];
    let begun;
    /** A line that was begun for a table's cells and got none is no line. */
    function dropEmptyLine() {
        if (begun?.end !== out.length)
            return;
        out = begun.before;
        lineFeeds = Math.max(lineFeeds, begun.lineFeeds);
        ({ marker, markerReplaces, writtenPrefix } = begun);
        for (const mark of marks)
            mark.written = false;
        begun = undefined;
    }
    function closeWritten(from) {
        for (const mark of marks.slice(from).reverse()) {
            if (mark.written)
                out += mark.close;
            if (mark.written && mark.once)
                marks = marks.filter((other) => other !== mark);
            mark.written = false;
        }
    }
    function endLine() {
        dropEmptyLine();
        closeWritten(0);
    }
    function beginLine() {
        endLine();
        if (out !== '') {
            // A blank line belongs to what is around both lines.
            const shared = commonStart(writtenPrefix, prefix);
            out += lineFeeds === 1 ? '\n' : `\n${shared.trimEnd()}\n`;
        }
        out += prefix.slice(0, prefix.length - markerReplaces) + marker;
        writtenPrefix = prefix;
        marker = '';
        markerReplaces = 0;
    }
    function beforeText() {
        if (out === '' || lineFeeds > 0)
            beginLine();
        else
            out += gap;
        lineFeeds = 0;
        gap = '';
        for (const mark of marks) {
            if (!mark.written)
                out += mark.open;
            mark.written = true;
        }
    }
    return {
        write: (text) => {
            const folded = text.replace(blanks, ' ');
            const from = folded.startsWith(' ') ? 1 : 0;
            const to = folded.endsWith(' ') ? folded.length - 1 : folded.length;
            if (from === 1 && gap === '')
                gap = ' ';
            if (to <= from)
                return;
            beforeText();
            out += folded.slice(from, to);
            if (to < folded.length)
                gap = ' ';
        },
        writeVerbatim: (text) => {
            const begins = text === '' && (out === '' || lineFeeds > 0);
            if (begins)
                endLine();
            const state = { before: out, lineFeeds, marker, markerReplaces, writtenPrefix };
            beforeText();
            if (begins)
                begun = { ...state, end: out.length };
            out += prefix === '' ? text : text.replaceAll('\n', `\n${prefix}`);
        },
        breakLine: (count) => {
            if (count > lineFeeds)
                lineFeeds = count;
        },
        addLineBreak: () => {
            if (lineFeeds < 2)
                lineFeeds++;
        },
        separate: (separator) => {
            gap = gap === ' ' ? separator : gap + separator;
        },
        startNextLineWith: (text, replaced = 0) => {
            dropEmptyLine();
            marker = text;
            markerReplaces = replaced;
        },
        prefixLinesWith: (text) => {
            prefix = text;
        },
        openMark: (name, open, close, once = false) => {
            if (marks.length < maxMarks)
                marks.push({ name, open, close, once, written: false });
        },
        closeMark: (name) => {
            const mark = marks.findLast((open) => open.name === name);
            if (mark === undefined)
                return;
            closeWritten(marks.indexOf(mark));
            marks = marks.filter((other) => other !== mark);
        },
        text: () => {
            dropEmptyLine();
            return out;
        },
    };
}
function commonStart(one, other) {
    let end = 0;
    while (end < one.length && one[end] === other[end])
        end++;
    return one.slice(0, end);
}
//# sourceMappingURL=text-writer.js.map