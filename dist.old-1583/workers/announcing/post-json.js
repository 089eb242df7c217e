import { Buffer } from 'node:buffer';
const timeoutMs = 10_000;
const answerBytes = 4096;
/**
 * Posts JSON within 10 s and gives the first 4 KiB of the answer. No redirect is followed: it would carry what was
 * posted, and a secret, to an address that nobody named. A user name and password in the address go as basic
 * authorization. Throws an Error that names the address without its path where nobody answers, or not with 2xx.
 */
export async function postJson({ url, body, headers = {} }) {
    const response = await fetch(withoutCredentials(url).href, {
        method: 'POST',
        headers: {
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'millrace',
            ...authorization(url),
            ...headers,
        },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
    }).catch((error) => {
        throw new Error(`${url.origin} ${reason(error)}`);
    });
    const answer = await beginning(response);
    if (response.ok)
        return answer;
    const location = response.headers.get('location');
    const target = location !== null && URL.canParse(location, url.href) ? new URL(location, url).origin : null;
    const redirect = target === null ? '' : `, a redirect to ${target}: name that address`;
    throw new Error(`${url.origin} answered ${response.status}${redirect}`);
}
function withoutCredentials(url) {
    const plain = new URL(url);
    plain.username = '';
    plain.password = '';
    return plain;
}
function authorization({ username, password }) {
    if (username === '' && password === '')
        return {};
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
/** The code alone: a message of the network may repeat the address. */
function reason(error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') {
        return `did not answer within ${timeoutMs / 1000} s`;
    }
    const { code } = (error instanceof Error ? (error.cause ?? error) : {});
    return `cannot be reached${typeof code === 'string' ? ` (${code})` : ''}`;
}
/** An answer may be of any length, and may break off. */
async function beginning(response) {
    const pieces = [];
    let bytes = 0;
    try {
        for await (const piece of response.body ?? []) {
            pieces.push(piece);
            bytes += piece.byteLength;
            if (bytes >= answerBytes)
                break;
        }
    }
    catch {
        // What was posted has arrived: the status line came.
    }
    return Buffer.concat(pieces).subarray(0, answerBytes).toString('utf8');
}
//# sourceMappingURL=post-json.js.map