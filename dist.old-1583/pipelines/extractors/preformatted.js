export function openPreformatted() {
    let depth = 0;
    let parts = [];
    return {
        isOpen: () => depth > 0,
        open: () => {
            depth++;
        },
        add: (text) => {
            parts.push(text);
        },
        breakLine: (always) => {
            if (always || (parts.length > 0 && parts.at(-1)?.endsWith('\n') === false))
                parts.push('\n');
        },
        close: () => {
            depth--;
            if (depth > 0)
                return undefined;
            const text = trimLineFeeds(parts.join('').replaceAll('\r\n', '\n'));
            parts = [];
            return text === '' ? undefined : text;
        },
    };
}
// A regular expression for the end would look again from each line feed.
function trimLineFeeds(text) {
    let from = 0;
    let to = text.length;
    while (from < to && text.charCodeAt(from) === 0x0a)
        from++;
    while (to > from && isBlank(text.charCodeAt(to - 1)))
        to--;
    return text.slice(from, to);
}
function isBlank(unit) {
    return unit === 0x0a || unit === 0x20 || unit === 0x09 || unit === 0x0d;
}
//# sourceMappingURL=preformatted.js.map