const reference = /\$(?:(\$)|(\d{1,3})|\{(\w+)\})/g;
/** Reads `$1`, `${name}` and `$$` in a replacement. A `$` before anything else is itself. */
export function parseReplacement(text) {
    const parts = [];
    let from = 0;
    for (const match of text.matchAll(reference)) {
        const [whole, dollar, number, name] = match;
        parts.push(text.slice(from, match.index));
        if (dollar !== undefined)
            parts.push('$');
        else
            parts.push({ group: number === undefined ? (name ?? '') : Number(number) });
        from = match.index + whole.length;
    }
    parts.push(text.slice(from));
    return parts.filter((part) => part !== '');
}
/** What a replacement is for a match; a group that took no part is empty. */
export function fillReplacement(replacement, match) {
    let text = '';
    for (const part of replacement)
        text += typeof part === 'string' ? part : (match.group(part.group) ?? '');
    return text;
}
//# sourceMappingURL=replacement.js.map