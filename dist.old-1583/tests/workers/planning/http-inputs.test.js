import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MillraceError } from '../../../core/errors.js';
import { digestInput } from '../../../workers/planning/digest-input.js';
import { findInputs, portablePattern } from '../../../workers/planning/find-inputs.js';
const lines = Buffer.from('{"text":"a"}\n{"text":"b"}\n{"text":"c"}\n');
describe('inputs from web servers', () => {
    let server;
    let host = '';
    let folder = '';
    before(async () => {
        process.env['MILLRACE_PRIVATE_HTTP'] = 'allow';
        folder = mkdtempSync(join(tmpdir(), 'millrace-http-'));
        server = createServer((request, response) => {
            if (request.url?.startsWith('/gone') === true)
                response.writeHead(404).end();
            else
                response.writeHead(200, { 'content-length': lines.length }).end(lines);
        });
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        host = `127.0.0.1:${server.address().port}`;
    });
    after(() => {
        delete process.env['MILLRACE_PRIVATE_HTTP'];
        server.closeAllConnections();
        server.close();
        rmSync(folder, { recursive: true });
    });
    const find = (path) => findInputs({ sources: [{ format: 'jsonl', path, options: {} }] }, folder);
    it('are named by host and path, and by a digest of what may be secret', async () => {
        assert.deepEqual(await find(`http://${host}/a/b%20c.jsonl`), [
            { source: 0, key: `${host}/a/b c.jsonl`, path: `http://${host}/a/b%20c.jsonl`, bytes: lines.length },
        ]);
        const [signed] = await find(`http://${host}/a/b.jsonl.gz?key=secret`);
        assert.match(signed?.key ?? '', /^127\.0\.0\.1:\d+\/a\/[\da-f]{12}\/b\.jsonl\.gz$/);
        assert.equal(portablePattern(`https://x.org/b.jsonl?key=secret`, folder), 'https://x.org/b.jsonl?…');
        assert.equal(portablePattern('@lists/urls.txt', folder), '@urls.txt');
    });
    it('of a list are each a file, once', async () => {
        const urls = [`http://${host}/b.jsonl`, '', '# a comment', `http://${host}/a.jsonl`, `http://${host}/b.jsonl`];
        writeFileSync(join(folder, 'urls.txt'), urls.join('\r\n'));
        const found = await find('@urls.txt');
        assert.deepEqual(found.map(({ key }) => key), [`${host}/a.jsonl`, `${host}/b.jsonl`]);
        const [file] = found;
        assert.ok(file !== undefined);
        const digest = await digestInput(file, 20, true);
        assert.ok('ranges' in digest && digest.bytes === lines.length && digest.ranges.length === 2);
    });
    it('that are not there are an error of the recipe, in a list a fate', async () => {
        const errorOf = async (path) => {
            const error = await find(path).catch((failure) => failure);
            assert.ok(error instanceof MillraceError);
            return [error.code, error.kind, error.at];
        };
        assert.deepEqual(await errorOf(`http://${host}/gone.jsonl`), ['http-not-found', 'usage', 'sources.0.path']);
        assert.deepEqual(await errorOf('@missing.txt'), ['no-input', 'usage', 'sources.0.path']);
        assert.deepEqual(await errorOf('http://user:secret@x.org/a'), ['bad-http-url', 'usage', 'sources.0.path']);
        writeFileSync(join(folder, 'bad.txt'), 'ftp://x.org/a\n');
        assert.deepEqual(await errorOf('@bad.txt'), ['bad-http-url', 'usage', 'sources.0.path']);
        writeFileSync(join(folder, 'gone.txt'), `http://${host}/gone.jsonl\n`);
        const [gone] = await find('@gone.txt');
        assert.ok(gone !== undefined);
        assert.deepEqual(await digestInput(gone, 20, true), { problem: 'cannot-read' });
    });
});
//# sourceMappingURL=http-inputs.test.js.map