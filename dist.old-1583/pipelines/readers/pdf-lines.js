/** The lines that runs make, in the order in which the page has them; blank ones are none. */
export function linesOf(runs) {
    const lines = [];
    let line;
    const end = () => {
        const text = line?.text.replace(/\s+/g, ' ').trim() ?? '';
        if (line !== undefined && text !== '')
            lines.push({ ...line, text });
        line = undefined;
    };
    for (const { str, transform, width, height, hasEOL } of runs) {
        const [left = 0, baseline = 0] = transform.slice(4);
        if (line !== undefined && str !== '' && Math.abs(baseline - line.baseline) > Math.max(height, line.height) / 2)
            end();
        if (str !== '') {
            line =
                line === undefined
                    ? { text: str, left, right: left + width, baseline, height }
                    : {
                        ...line,
                        text: line.text + str,
                        right: Math.max(line.right, left + width),
                        height: Math.max(line.height, height),
                    };
        }
        if (hasEOL)
            end();
    }
    end();
    return lines;
}
const edgeLines = 2;
const fewestPages = 3;
/**
 * Pages without what stands at the top or bottom of most of them: running titles and page numbers. Lines that differ in
 * digits alone are the same.
 */
export function withoutRunningLines(pages) {
    if (pages.length < fewestPages)
        return pages;
    const counts = new Map();
    for (const page of pages) {
        for (const name of new Set(edgesOf(page).map((index) => nameOf(page[index])))) {
            counts.set(name, (counts.get(name) ?? 0) + 1);
        }
    }
    return pages.map((page) => {
        const edges = new Set(edgesOf(page));
        return page.filter((line, index) => {
            const pagesWith = edges.has(index) ? (counts.get(nameOf(line)) ?? 0) : 0;
            return pagesWith < fewestPages || pagesWith * 2 < pages.length;
        });
    });
}
function edgesOf(page) {
    const order = page.map((_, index) => index).sort((a, b) => (page[b]?.baseline ?? 0) - (page[a]?.baseline ?? 0));
    return [...order.slice(0, edgeLines), ...order.slice(-edgeLines)];
}
function nameOf(line) {
    return (line?.text ?? '').replace(/\d+/g, '0');
}
//# sourceMappingURL=pdf-lines.js.map