// Deeper lists are not indented further, so that text cannot outgrow its page.
const maxDepth = 6;
const bullet = '- ';
/** With `indent`, all lines of an item are indented, as Markdown needs it; else only the markers of inner lists are. */
export function openListMarkers(writer, indent) {
    const lists = [];
    let quotation = '';
    const widthOf = (list) => (list.ordered ? 3 : bullet.length);
    function setPrefix() {
        const shown = indent ? lists.slice(0, maxDepth) : [];
        writer.prefixLinesWith(quotation + shown.map((list) => ' '.repeat(widthOf(list))).join(''));
    }
    return {
        open: (ordered, start) => {
            const first = Number.parseInt(start ?? '1', 10);
            lists.push({ ordered, next: Number.isSafeInteger(first) ? first : 1 });
            setPrefix();
        },
        close: () => {
            lists.pop();
            writer.startNextLineWith('');
            setPrefix();
        },
        item: () => {
            const list = lists.at(-1);
            const marker = list?.ordered ? `${list.next++}. ` : bullet;
            if (list === undefined)
                writer.startNextLineWith(marker);
            else if (indent)
                writer.startNextLineWith(marker, lists.length <= maxDepth ? widthOf(list) : 0);
            else
                writer.startNextLineWith('  '.repeat(Math.min(lists.length, maxDepth) - 1) + marker);
        },
        quoteWith: (text) => {
            quotation = text;
            setPrefix();
        },
    };
}
//# sourceMappingURL=list-markers.js.map