import { RE2JS } from 're2js';
/**
 * Whether a name, with `/`, is what a pattern says: `*` and `?` stand for what is within a folder's name, `**` for
 * folders too, `{a,b}` for one of several, `[…]` for one character. Time linear in the name, whatever the pattern.
 */
export function namePattern(pattern) {
    const compiled = RE2JS.compile(`(?s)${expressionOf(pattern)}`);
    return (name) => compiled.matcher(name).matches();
}
function expressionOf(pattern) {
    let depth = 0;
    return pattern.replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]/]+\]|[{},]|[^*?[{},]+|\[/g, (part) => {
        switch (part) {
            case '**/':
                return '(?:.*/)?';
            case '**':
                return '.*';
            case '*':
                return '[^/]*';
            case '?':
                return '[^/]';
            case '{':
                depth++;
                return '(?:';
            case '}':
                return depth-- > 0 ? ')' : '\\}';
            case ',':
                return depth > 0 ? '|' : ',';
            default:
                if (!/^\[.+\]$/s.test(part))
                    return RE2JS.quote(part);
                return `[${part[1] === '!' ? '^' : ''}${part.slice(part[1] === '!' ? 2 : 1, -1).replace(/[\\^[]/g, '\\$&')}]`;
        }
    });
}
//# sourceMappingURL=name-pattern.js.map