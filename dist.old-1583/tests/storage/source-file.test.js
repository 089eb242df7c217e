import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { openS3File } from '../../storage/s3/s3-file.js';
import { openSourceFile } from '../../storage/source-file.js';
import { pointTo, portOf } from './s3-server.js';
const saved = { ...process.env };
/** More than what lies between two programs while nobody reads. */
const content = Buffer.alloc(64 << 20);
let store;
/** Bytes that came of a file. */
async function bytesOf(file) {
    let bytes = 0;
    for await (const piece of file.read())
        bytes += piece.length;
    return bytes;
}
async function nextRequest() {
    const [, response] = (await once(store, 'request'));
    return response;
}
describe('a file of a store that is closed before its first byte', { timeout: 20_000 }, () => {
    before(async () => {
        store = createServer();
        await new Promise((resolve) => store.listen(0, '127.0.0.1', resolve));
        process.env = { ...saved };
        pointTo(portOf(store), { id: 'ID', secret: 'secret' });
    });
    after(() => {
        store.close();
        store.closeAllConnections();
        process.env = saved;
    });
    it('ends, and leaves no connection that nobody reads', async () => {
        const file = openS3File('s3://some-bucket/a.bin');
        const [response, bytes] = [nextRequest(), bytesOf(file)];
        const answer = await response;
        await file.close();
        answer.end(content);
        const closed = once(answer, 'close');
        assert.equal(await bytes, 0);
        await closed;
    });
    it('ends as well where its client is not loaded yet', async () => {
        const file = openSourceFile('s3://some-bucket/a.bin');
        const [response, bytes] = [nextRequest(), bytesOf(file)];
        await file.close();
        (await response).end(content);
        assert.equal(await bytes, 0);
    });
});
//# sourceMappingURL=source-file.test.js.map