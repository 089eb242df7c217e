import assert from 'node:assert/strict';
import { lookup } from 'node:dns/promises';
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { after, afterEach, before, describe, it } from 'node:test';
import { MillraceError } from '../../core/errors.js';
import { openHttpFile } from '../../storage/http/http-file.js';
import { isPrivateAddress, parseHttpUrl } from '../../storage/http/http-url.js';
import { joinPieces } from '../../storage/join-pieces.js';
import { sharedFile, skipWithoutSharedData } from '../pipelines/shared-data.js';
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 2654435761) >>> 24));
describe('files of web servers', () => {
    let server;
    let origin = '';
    let answer;
    let asked = [];
    before(async () => {
        process.env['MILLRACE_PRIVATE_HTTP'] = 'allow';
        server = createServer((request, response) => {
            asked.push({ url: request.url ?? '', range: request.headers.range });
            answer(request, response);
        });
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        origin = `http://127.0.0.1:${server.address().port}`;
    });
    after(() => {
        delete process.env['MILLRACE_PRIVATE_HTTP'];
        server.closeAllConnections();
        server.close();
    });
    afterEach(() => {
        asked = [];
    });
    const codeOf = async (action) => {
        const error = await action.then(() => undefined, (failure) => failure);
        assert.ok(error instanceof MillraceError, String(error));
        return error.code;
    };
    const whole = (path = '/a') => joinPieces(openHttpFile(`${origin}${path}`).read());
    /** A server that honours ranges, and says of which state of the file they are. */
    function withRanges(etag = '"one"') {
        return (request, response) => {
            const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
            if (from === undefined)
                return void response.writeHead(200, { 'content-length': bytes.length, etag }).end(bytes);
            if (Number(from) >= bytes.length)
                return void response.writeHead(416).end();
            const end = to ? Math.min(Number(to) + 1, bytes.length) : bytes.length;
            const range = `bytes ${from}-${end - 1}/${bytes.length}`;
            response.writeHead(206, { 'content-range': range, 'content-length': end - Number(from), etag });
            response.end(bytes.subarray(Number(from), end));
        };
    }
    it('are read whole and by ranges, with their size', async () => {
        answer = withRanges();
        assert.ok(bytes.equals(await whole()));
        const file = openHttpFile(`${origin}/a`);
        assert.equal(await file.size(), bytes.length);
        assert.ok(bytes.subarray(1000, 5000).equals(await file.range(1000, 5000)));
        assert.ok(bytes.subarray(-10).equals(await file.range(bytes.length - 10, bytes.length + 10)));
        assert.equal((await file.range(bytes.length, bytes.length + 1)).length, 0);
        assert.ok(bytes.subarray(9).equals(await joinPieces(file.read(9))));
    });
    it('are read from servers that know no ranges or lengths', async () => {
        answer = (_, response) => {
            for (let at = 0; at < bytes.length; at += 70_000)
                response.write(bytes.subarray(at, at + 70_000));
            response.end();
        };
        assert.ok(bytes.equals(await whole()));
        assert.ok(bytes.subarray(1000, 5000).equals(await openHttpFile(`${origin}/a`).range(1000, 5000)));
    });
    it('are asked for again where a connection broke, from there on', async () => {
        const good = withRanges();
        answer = (request, response) => {
            if (asked.length > 1)
                return good(request, response);
            response.writeHead(200, { 'content-length': bytes.length, etag: '"one"' });
            response.write(bytes.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 20));
        };
        assert.ok(bytes.equals(await whole()));
        assert.equal(asked.length, 2);
        assert.match(asked[1]?.range ?? '', /^bytes=[1-9]\d*-$/);
    });
    it('are asked for again where a server is busy, and not where it says no', async () => {
        const good = withRanges();
        answer = (request, response) => asked.length > 1 ? good(request, response) : void response.writeHead(503, { 'retry-after': '0' }).end();
        assert.ok(bytes.equals(await whole()));
        for (const [status, code] of [
            [404, 'http-not-found'],
            [410, 'http-not-found'],
            [403, 'http-denied'],
            [400, 'http-failed'],
        ]) {
            asked = [];
            answer = (_, response) => void response.writeHead(status).end('secret text of the server');
            assert.equal(await codeOf(whole()), code);
            assert.equal(asked.length, 1);
        }
    });
    it('that were replaced meanwhile are told', async () => {
        const [one, two] = [withRanges('"one"'), withRanges('"two"')];
        answer = (request, response) => (asked.length > 1 ? two : one)(request, response);
        const file = openHttpFile(`${origin}/a`);
        await file.range(0, 10);
        assert.equal(await codeOf(file.range(10, 20)), 'http-changed');
    });
    it('are followed through redirects, but not into private networks nor in circles', async () => {
        const good = withRanges();
        answer = (request, response) => {
            if (request.url === '/end')
                return good(request, response);
            const location = request.url === '/circle' ? '/circle' : request.url === '/private' ? 'http://10.0.0.1/x' : 'end';
            response.writeHead(302, { location }).end();
        };
        assert.ok(bytes.equals(await whole('/begin')));
        assert.equal(await codeOf(whole('/circle')), 'http-failed');
        assert.equal(asked.filter(({ url }) => url === '/circle').length, 6);
        delete process.env['MILLRACE_PRIVATE_HTTP'];
        try {
            asked = [];
            for (const host of ['127.0.0.1', 'localhost', '[::1]', 'localhost.']) {
                const { port } = new URL(origin);
                assert.equal(await codeOf(joinPieces(openHttpFile(`http://${host}:${port}/end`).read())), 'http-private', host);
            }
            // This machine's own name says nothing of its address, which is looked at when it is resolved.
            const named = await lookup(hostname()).catch(() => undefined);
            if (named !== undefined && isPrivateAddress(named.address)) {
                assert.equal(await codeOf(joinPieces(openHttpFile(`http://${hostname()}:9/end`).read())), 'http-private');
            }
            assert.deepEqual(asked, []);
        }
        finally {
            process.env['MILLRACE_PRIVATE_HTTP'] = 'allow';
        }
    });
});
describe('addresses', () => {
    it('that are private in any spelling are refused before anybody is asked', { skip: skipWithoutSharedData }, () => {
        const urls = sharedFile('bad/generated/ssrf/urls.txt').toString().trim().split('\n');
        const allowed = urls.filter((url) => {
            try {
                parseHttpUrl(url, {});
                return true;
            }
            catch (error) {
                assert.ok(error instanceof MillraceError && error.kind === 'usage' && !error.message.includes('user@'));
                return false;
            }
        });
        assert.ok(urls.length > 30);
        // A name that only the name service knows to be this machine: refused when it is resolved.
        assert.deepEqual(allowed, ['http://127.0.0.1.nip.io/']);
    });
    it('are told apart', () => {
        const own = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '100.64.0.1', '::1', '::', 'fe80::1%eth0', 'fd00::1'];
        for (const address of [...own, '::ffff:8.8.8.8', '64:ff9b::7f00:1', '2002:7f00:1::', '0.0.0.0', '224.0.0.1', 'x']) {
            assert.ok(isPrivateAddress(address), address);
        }
        for (const address of ['8.8.8.8', '100.128.0.1', '172.32.0.1', '2606:4700::1111']) {
            assert.ok(!isPrivateAddress(address), address);
        }
    });
    it('are allowed where the operator says so', () => {
        assert.equal(parseHttpUrl('http://127.0.0.1/', { MILLRACE_PRIVATE_HTTP: 'allow' }).host, '127.0.0.1');
        assert.throws(() => parseHttpUrl('http://u:p@example.org/', { MILLRACE_PRIVATE_HTTP: 'allow' }), /expected https/);
    });
});
//# sourceMappingURL=http-file.test.js.map