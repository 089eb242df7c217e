import { createServer } from 'node:http';
/** A web server on this machine that keeps what it is sent, and answers as it is told; until the test ends. */
export async function openReceiver(test, answer = () => ({ status: 200 })) {
    const received = [];
    const server = createServer((request, response) => {
        const pieces = [];
        request.on('data', (piece) => pieces.push(piece));
        request.on('end', () => {
            const got = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) };
            const { status, headers = {}, body = '' } = answer(got, [...received]);
            received.push(got);
            response.writeHead(status, headers).end(body);
        });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => {
        server.closeAllConnections();
        server.close();
    });
    return { origin: `http://127.0.0.1:${server.address().port}`, received };
}
export function jsonOf({ body }) {
    return JSON.parse(body.toString('utf8'));
}
//# sourceMappingURL=receiver.js.map