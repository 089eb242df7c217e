const mostUnits = 100;
const userBefore = /:\/\/([^\s:/@?#"'<>]{0,64}):$/;
const longestUser = 72;
/** What stands for a password in instructions. */
const placeholder = /^(?:pass|passwd|password|pwd|secret|token|x+|\*+)$|[<>{}$[\]]/i;
/** The password before the `@` at `at` in a URL such as `postgres://user:password@host`, none of it before `from` (RFC 3986, 3.2.1). */
export function urlPasswordBefore(text, at, from) {
    let start = at;
    while (start > from && at - start < mostUnits && isPasswordUnit(text.charCodeAt(start - 1)))
        start--;
    if (start === at || text.charAt(start - 1) !== ':')
        return undefined;
    const user = userBefore.exec(text.slice(Math.max(0, start - longestUser), start))?.[1];
    const password = text.slice(start, at);
    // Manuals say `root:root`.
    if (user === undefined || password === user || placeholder.test(password))
        return undefined;
    return { start, end: at };
}
/** Visible ASCII but what ends a user's part, or a quoted URL. */
function isPasswordUnit(unit) {
    if (unit <= 0x20 || unit >= 0x7f)
        return false;
    return unit !== 0x22 && unit !== 0x27 && unit !== 0x2f && unit !== 0x3a && unit !== 0x40;
}
//# sourceMappingURL=url-password.js.map