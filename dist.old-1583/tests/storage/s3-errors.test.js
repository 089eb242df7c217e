import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { inspect } from 'node:util';
import { MillraceError } from '../../core/errors.js';
import { globObjects } from '../../storage/s3/glob-objects.js';
import { openS3File } from '../../storage/s3/s3-file.js';
import { freePort, noServer, pointTo, portOf, startS3Server, versitygw } from './s3-server.js';
const canary = { id: 'CANARYID0123', secret: 'canary-secret-0123' };
const saved = { ...process.env };
beforeEach(() => {
    process.env = { ...saved };
});
afterEach(() => {
    process.env = saved;
});
/** The error of an attempt, whose every word is free of the keys that it was made with. */
async function errorOf(attempt) {
    const error = await attempt.then(() => assert.fail('no error'), (reason) => reason);
    assert.ok(error instanceof MillraceError, inspect(error));
    assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /canary/i);
    return error;
}
const read = async (url) => {
    for await (const _ of openS3File(url).read())
        ;
};
describe('an S3 error', () => {
    it('says that there are no credentials', async () => {
        pointTo(await freePort(), canary);
        delete process.env['AWS_ACCESS_KEY_ID'];
        const error = await errorOf(globObjects('s3://some-bucket/*'));
        assert.equal(error.code, 's3-no-credentials');
        assert.match(error.message, /some-bucket/);
        assert.match(error.hint ?? '', /AWS_ACCESS_KEY_ID/);
    });
    it('says that there is no region', async () => {
        pointTo(1, canary);
        delete process.env['AWS_ENDPOINT_URL_S3'];
        const error = await errorOf(globObjects('s3://some-bucket/*'));
        assert.equal(error.code, 's3-no-region');
        assert.match(error.hint ?? '', /AWS_REGION/);
    });
    it('says that nothing answers, and where', async () => {
        const port = await freePort();
        pointTo(port, canary);
        const error = await errorOf(globObjects('s3://some-bucket/*'));
        assert.equal(error.code, 's3-unreachable');
        assert.match(error.message, new RegExp(`127.0.0.1:${port} for the bucket some-bucket: ECONNREFUSED`));
    });
    it('refuses an endpoint or a path that holds a password, and does not repeat it', async () => {
        pointTo(1, canary);
        for (const value of ['http://user:canary@host:1', 'canary', 'ftp://canary']) {
            process.env['AWS_ENDPOINT_URL_S3'] = value;
            const error = await errorOf(globObjects('s3://some-bucket/*'));
            assert.deepEqual([error.code, error.kind], ['bad-s3-endpoint', 'usage']);
        }
        for (const url of [
            's3://canary:canary@bucket/x',
            's3://canary',
            's3:///canary',
            's3://bucket/../canary',
            's3://bucket//canary',
        ]) {
            const error = await errorOf(globObjects(url));
            assert.deepEqual([error.code, error.kind], ['bad-s3-url', 'usage']);
        }
    });
    it('is told from what a store answers', async () => {
        const answers = {
            denied: [403, 'AccessDenied'],
            expired: [400, 'ExpiredToken'],
            archived: [403, 'InvalidObjectState'],
            moved: [412, 'PreconditionFailed'],
            gone: [404, 'NoSuchKey'],
            odd: [418, 'canary code'],
        };
        const store = createServer((request, response) => {
            const [status, code] = answers[(request.url ?? '').split(/[/?]/)[2] ?? ''] ?? [403, 'AccessDenied'];
            if (request.url?.includes('chunked'))
                return void response.write('some', () => response.end('thing'));
            if (request.url?.includes('whole'))
                return void response.end('al');
            response.writeHead(status, { 'content-type': 'application/xml' });
            response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>canary ${canary.secret}</Message></Error>`);
        });
        await new Promise((resolve) => store.listen(0, '127.0.0.1', resolve));
        try {
            pointTo(portOf(store), canary);
            const told = {};
            for (const key of Object.keys(answers))
                told[key] = (await errorOf(read(`s3://some-bucket/${key}`))).code;
            assert.deepEqual(told, {
                ...{ denied: 's3-denied', expired: 's3-credentials', archived: 's3-archived', moved: 's3-changed' },
                ...{ gone: 's3-not-found', odd: 's3-failed' },
            });
            assert.equal((await errorOf(read('s3://some-bucket/chunked'))).code, 's3-failed');
            assert.equal((await errorOf(openS3File('s3://some-bucket/whole').range(2, 4))).code, 's3-failed');
            const listing = await errorOf(globObjects('s3://some-bucket/*'));
            assert.equal(listing.code, 's3-denied');
            assert.match(`${listing.message} ${listing.hint}`, /list the bucket some-bucket.*s3:ListBucket/);
        }
        finally {
            store.close();
            store.closeAllConnections();
        }
    });
});
const program = versitygw();
describe('a real server', { skip: program === undefined ? noServer : false }, () => {
    let server;
    before(async () => {
        server = await startS3Server(program ?? '', ['some-bucket']);
    });
    after(() => server.stop());
    it('has no such bucket, or no such object', async () => {
        pointTo(server.port, server.credentials);
        const error = await errorOf(globObjects('s3://other-bucket/*'));
        assert.equal(error.code, 's3-no-bucket');
        assert.match(error.message, /other-bucket at 127\.0\.0\.1/);
        assert.equal((await errorOf(read('s3://some-bucket/none'))).code, 's3-not-found');
        assert.equal((await errorOf(read('s3://other-bucket/none'))).code, 's3-no-bucket');
    });
    it('knows neither another key nor another secret', async () => {
        pointTo(server.port, { ...server.credentials, secret: canary.secret });
        assert.equal((await errorOf(globObjects('s3://some-bucket/*'))).code, 's3-credentials');
        pointTo(server.port, { ...server.credentials, id: canary.id });
        assert.equal((await errorOf(read('s3://some-bucket/none'))).code, 's3-credentials');
    });
});
//# sourceMappingURL=s3-errors.test.js.map