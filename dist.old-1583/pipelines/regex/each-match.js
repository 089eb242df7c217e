/** How far past its end a match is looked at before it is settled. */
export const lookAhead = 1024;
const smallWindow = 2 * lookAhead;
/**
 * Calls `visit` for each match of a pattern in a text, none within another, until it returns true.
 *
 * RE2 finds one match in linear time, but all of them in quadratic time: with `a.*b|a` each `a` asks again whether a `b`
 * comes. So a match is looked for in a window, which grows while it holds none, or one that reaches its end, and is small
 * again after a match. What the window gives is what the text would, but for an alternative that would need more than
 * {@link lookAhead} characters past the match that another gave. Time: linear in the text; at worst one visit to a small
 * window for each match.
 */
export function eachMatch(pattern, text, visit) {
    let from = 0;
    let window = smallWindow;
    while (from <= text.length) {
        const end = Math.min(text.length, from + window);
        const matcher = pattern.matcher(end === text.length ? text : text.slice(0, end));
        const settled = end === text.length;
        let next = from;
        while (next <= end && matcher.find(next)) {
            const matchEnd = matcher.end();
            // A window that is nearly used up would say less of the next match than a new one.
            if (!settled && matchEnd + lookAhead > end)
                break;
            if (visit(matcher))
                return;
            next = matchEnd > matcher.start() ? matchEnd : matchEnd + characterLength(text, matchEnd);
            // Each search may cost the whole window. A grown one is for one match, which has most of it behind.
            if (window > smallWindow)
                break;
        }
        if (next === from && settled)
            return;
        window = next > from ? smallWindow : 2 * window;
        from = next;
    }
}
function characterLength(text, at) {
    return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
//# sourceMappingURL=each-match.js.map