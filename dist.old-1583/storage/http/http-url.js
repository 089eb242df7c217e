import { BlockList, isIP } from 'node:net';
import { MillraceError } from '../../core/errors.js';
export function isHttpUrl(path) {
    return /^https?:\/\//i.test(path);
}
/** Networks that are somebody's own, or nobody's: loopback, private, link-local (which has clouds' keys), multicast. */
const own = {
    ipv4: [
        ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
        ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4'],
        '240.0.0.0/4',
    ],
    ipv6: [
        ...['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
        ...['2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
    ],
};
function blockListOf(family) {
    const list = new BlockList();
    for (const range of own[family]) {
        const [address = '', prefix] = range.split('/');
        list.addSubnet(address, Number(prefix), family);
    }
    return list;
}
/** One for each family: a list holds an IPv4 address to the rules for IPv6 too, of which one is for all that are mapped. */
const blocked = { ipv4: blockListOf('ipv4'), ipv6: blockListOf('ipv6') };
/** Whether this process may ask private addresses: `MILLRACE_PRIVATE_HTTP=allow`. */
export function mayAskPrivate(env = process.env) {
    return env['MILLRACE_PRIVATE_HTTP'] === 'allow';
}
/** True also for what is no address. */
export function isPrivateAddress(address) {
    const plain = address.replace(/%.*$/, '');
    const version = isIP(plain);
    if (version === 0)
        return true;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    return blocked[family].check(plain, family);
}
/**
 * The URL of a file on a web server. What its name is an alias of is known only when it is asked for: check the address
 * again then.
 *
 * @throws {MillraceError} (usage) `bad-http-url`, whose message leaves out what was found, since it may hold a password;
 * `http-private` where it names an address that is private
 */
export function parseHttpUrl(text, env = process.env) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
        throw new MillraceError('bad-http-url', 'expected https://host/path without user and password, found something else', {
            kind: 'usage',
            hint: 'A URL is written into the store as it stands, so it can hold no secret.',
        });
    }
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    const isPrivate = isIP(host) === 0 ? /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host) : isPrivateAddress(host);
    if (isPrivate && !mayAskPrivate(env))
        throw privateAddress(url);
    return url;
}
export function privateAddress({ host }) {
    return new MillraceError('http-private', `expected a public address, found a private one: ${host}`, {
        kind: 'usage',
        hint: 'To read from this network all the same, set MILLRACE_PRIVATE_HTTP=allow where the build and its workers run.',
    });
}
//# sourceMappingURL=http-url.js.map