const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;
/** The longest name that DNS has, RFC 1035. */
const longestHost = 253;
/**
 * An address with or without its scheme; undefined for what is none. Hosts are as WHATWG URLs have them: `0x7f.1` is
 * 127.0.0.1, and names beyond ASCII are punycode.
 */
export function readAddress(text) {
    // `example.com:8080/` would be an address of the scheme example.com.
    const url = URL.parse(scheme.test(text) ? text : `http://${text}`);
    const host = url?.hostname.replace(/\.$/, '') ?? '';
    if (url === null || host === '' || host.length > longestHost)
        return undefined;
    const file = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
    const point = file.lastIndexOf('.');
    return {
        host,
        isIp: host.startsWith('[') || ipv4.test(host),
        extension: point <= 0 ? '' : file.slice(point + 1).toLowerCase(),
    };
}
/** Names under which countries register domains, beside themselves: `example.co.uk`. */
const secondLevels = new Set('ac asso co com edu firm gen go gob gouv gov gub id ind info ltd mil ne net nic nom or org plc res sch web'.split(' '));
/** How many labels the domain has that a person registers: 3 for `www.example.co.uk`, 2 for `www.example.com`. */
export function registeredLabels(host) {
    const labels = host.split('.');
    const country = labels.at(-1)?.length === 2;
    return country && labels.length > 2 && secondLevels.has(labels.at(-2) ?? '') ? 3 : 2;
}
//# sourceMappingURL=address.js.map