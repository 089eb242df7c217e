/** Query parameters that campaigns, advertisers and mailings add to an address. */
export const trackingParameters = [
    ...['utm_*', 'mtm_*', 'pk_*', 'piwik_*', 'matomo_*', 'hsa_*', 'mc_cid', 'mc_eid', 'mkt_tok', '_hsenc', '_hsmi'],
    ...['gclid', 'gclsrc', 'gbraid', 'wbraid', 'dclid', 'gad_source', '_ga', '_gl', 'fbclid', 'igshid', 'msclkid'],
    ...['yclid', 'ysclid', 'twclid', 'ttclid', 'li_fat_id', 'oly_anon_id', 'oly_enc_id', 'vero_id', 'wickedid'],
];
/** No longer address is compared: browsers and servers refuse it long before. */
const longestUrl = 8192;
/**
 * An address without the differences that lead to the same page, in this order; undefined for what is no address of the
 * web (`http`, `https`, or without a scheme but with a host that has a dot) or has more than 8,192 characters.
 *
 * 1. As the WHATWG URL standard parses it: host in lower case and punycode, `.` and `..` in the path resolved, the
 *    scheme's own port left out.
 * 2. No scheme, user, password or fragment; no dot at the host's end; no `www.` where `www` says so.
 * 3. `%41` to `A` for letters, digits and `-._~`, other escapes in upper case.
 * 4. No slashes at the path's end.
 * 5. No tracking parameters; the others by name, in code-unit order, and those of one name in their order. No empty query.
 *
 * Case counts in path and query. Cost: linear, but for a sort of the query's parameters.
 */
export function normalizeUrl(address, { tracking, www }) {
    const url = parseAddress(address.trim());
    if (url === undefined)
        return undefined;
    const plainHost = url.hostname.replace(/\.$/, '');
    const host = www === 'drop' ? plainHost.replace(/^www\.(?=[^.]+\.)/, '') : plainHost;
    if (host === '')
        return undefined;
    const port = url.port === '' ? '' : `:${url.port}`;
    const query = plainQuery(url.search, tracking);
    return `${host}${port}${withoutSlashes(plainEscapes(url.pathname))}${query === '' ? '' : `?${query}`}`;
}
function parseAddress(address) {
    if (address === '' || address.length > longestUrl)
        return undefined;
    const hasScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(address);
    if (hasScheme && !/^https?:/i.test(address))
        return undefined;
    if (!hasScheme && !/^(\/\/)?[\p{L}\p{N}_.-]+\.\p{L}[\p{L}\p{N}-]+\.?(:\d{1,5})?([/?#]|$)/u.test(address))
        return undefined;
    return URL.parse(hasScheme ? address : `http://${address.replace(/^\/\//, '')}`) ?? undefined;
}
function plainEscapes(text) {
    return text.replace(/%[\da-f]{2}/gi, (escaped) => {
        const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
        return /[\w.~-]/.test(character) ? character : escaped.toUpperCase();
    });
}
function withoutSlashes(path) {
    let end = path.length;
    while (end > 0 && path.charCodeAt(end - 1) === 0x2f)
        end--;
    return path.slice(0, end);
}
function plainQuery(search, tracking) {
    return search
        .slice(1)
        .split('&')
        .map((part) => ({ name: nameOf(part), part: plainEscapes(part) }))
        .filter(({ name, part }) => part !== '' && !tracking.some((each) => tracks(each, name)))
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
        .map(({ part }) => part)
        .join('&');
}
function nameOf(part) {
    const equals = part.indexOf('=');
    return plainEscapes(equals < 0 ? part : part.slice(0, equals));
}
function tracks(pattern, name) {
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
//# sourceMappingURL=normalize-url.js.map