import http, {} from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
/** Headers that belong to one connection (RFC 9110, section 7.6.1). */
const ofConnection = new Set([
    'connection',
    'keep-alive',
    'proxy-authenticate',
    'proxy-authorization',
    'proxy-connection',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
]);
/**
 * Passes requests and answers on byte for byte, compressed as they are, in constant memory. The target sees itself as
 * host and origin. Answers 502 where the target does not.
 */
export function openForwarder(target) {
    const client = target.protocol === 'https:' ? https : http;
    // An agent of its own: the shared one may follow the environment to a proxy.
    const agent = new client.Agent({ keepAlive: true });
    return {
        forward: (request, response) => {
            const upstream = client.request({
                ...addressOf(target),
                agent,
                path: request.url,
                method: request.method,
                headers: towards(target, request.headers),
            }, (answer) => {
                response.writeHead(answer.statusCode ?? 502, back(target, answer.headers));
                pipeline(answer, response, () => undefined);
            });
            upstream.once('error', () => {
                if (response.headersSent)
                    response.destroy();
                else
                    response
                        .writeHead(502, { 'content-type': 'text/plain; charset=utf-8' })
                        .end(`No answer from ${target.origin}.\n`);
            });
            response.once('close', () => upstream.destroy());
            request.pipe(upstream);
        },
        close: () => agent.destroy(),
    };
}
function addressOf({ hostname, port }) {
    return { hostname: hostname.replace(/^\[|\]$/g, ''), ...(port === '' ? {} : { port }) };
}
function towards(target, headers) {
    const passed = endToEnd(headers);
    return { ...passed, host: target.host, ...(passed['origin'] === undefined ? {} : { origin: target.origin }) };
}
function back(target, headers) {
    const passed = endToEnd(headers);
    const { location } = headers;
    return location?.startsWith(`${target.origin}/`) === true
        ? { ...passed, location: location.slice(target.origin.length) }
        : passed;
}
function endToEnd(headers) {
    const named = (headers.connection ?? '')
        .toLowerCase()
        .split(',')
        .map((name) => name.trim());
    return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name) && !named.includes(name)));
}
//# sourceMappingURL=forward.js.map