import { lookup } from 'node:dns';
import { Agent as PlainAgent, get as plainGet } from 'node:http';
import { Agent as SecureAgent, get as secureGet } from 'node:https';
import { isPrivateAddress, mayAskPrivate, parseHttpUrl, privateAddress } from './http-url.js';
const mostRedirects = 5;
const answerMs = 15_000;
const plainAgent = new PlainAgent({ keepAlive: true, maxSockets: 8 });
const secureAgent = new SecureAgent({ keepAlive: true, maxSockets: 8 });
/**
 * Asks for a URL and follows redirects, at most five. Addresses are checked where they are literal, where a name is
 * resolved, and again on each redirect, so that no name leads into a private network.
 *
 * @throws {MillraceError} `bad-http-url`, `http-private`; and whatever the connection fails with
 */
export async function httpGet(from, headers) {
    let url = from;
    for (let redirects = 0;; redirects++) {
        const answer = await ask(url, headers);
        const { location } = answer.headers;
        const isRedirect = [301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) && location !== undefined;
        if (!isRedirect || redirects === mostRedirects)
            return answer;
        answer.destroy();
        url = parseHttpUrl(URL.canParse(location, url.href) ? new URL(location, url.href).href : '');
    }
}
function ask(url, headers) {
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
        const request = (secure ? secureGet : plainGet)(url.href, {
            agent: secure ? secureAgent : plainAgent,
            lookup: checkedLookup(url),
            timeout: answerMs,
            // A digest is of the bytes as they are.
            headers: { 'user-agent': 'millrace', 'accept-encoding': 'identity', ...headers },
        }, resolve);
        request.on('timeout', () => request.destroy(new DOMException('no answer', 'TimeoutError')));
        request.on('error', reject);
    });
}
/** The name's addresses; fails where one of them is private. */
function checkedLookup(url) {
    return (host, options, done) => {
        lookup(host, { ...options, all: true }, (error, found) => {
            if (error !== null)
                return done(error, []);
            const isPrivate = found.some(({ address }) => isPrivateAddress(address));
            if (isPrivate && !mayAskPrivate())
                return done(privateAddress(url), []);
            const [first] = found;
            if (options.all === true)
                done(null, found);
            else
                done(null, first?.address ?? '', first?.family ?? 4);
        });
    };
}
//# sourceMappingURL=http-request.js.map