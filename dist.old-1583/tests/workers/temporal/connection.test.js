import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { after, describe, it } from 'node:test';
import { connectClient } from '../../../workers/temporal/connection.js';
import { connectWorker } from '../../../workers/temporal/worker-connection.js';
describe('a Temporal that cannot be reached', { concurrency: true }, () => {
    const servers = [];
    const sockets = [];
    after(() => {
        for (const socket of sockets)
            socket.destroy();
        for (const server of servers)
            server.close();
    });
    async function targetOf(server) {
        server.on('connection', (socket) => sockets.push(socket));
        await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
        servers.push(server);
        const { port } = server.address();
        return {
            address: `127.0.0.1:${port}`,
            namespace: 'default',
            namedBy: 'TEMPORAL_ADDRESS',
            local: false,
            tls: false,
        };
    }
    async function refusedTarget() {
        const server = createServer();
        const target = await targetOf(server);
        await new Promise((resolve) => server.close(resolve));
        return target;
    }
    async function unreachable(connecting, target) {
        const begin = performance.now();
        await assert.rejects(connecting, {
            code: 'temporal-unreachable',
            at: 'TEMPORAL_ADDRESS',
            message: new RegExp(`no Temporal answers at ${target.address}`),
            hint: /correct TEMPORAL_ADDRESS, start that Temporal, or unset it/,
        });
        assert.ok(performance.now() - begin < 10_000, 'within 10 s');
    }
    it('gives the client an error in time where nothing listens', async () => {
        const target = await refusedTarget();
        await unreachable(connectClient(target), target);
    });
    it('gives the worker an error in time where nothing listens', async () => {
        const target = await refusedTarget();
        await unreachable(connectWorker(target), target);
    });
    it('gives the client an error in time where the other side is silent', async () => {
        const target = await targetOf(createServer());
        await unreachable(connectClient(target), target);
    });
    it('gives the worker an error in time where the other side is silent', async () => {
        const target = await targetOf(createServer());
        await unreachable(connectWorker(target), target);
    });
    it('gives an error in time where TLS meets a silent server', async () => {
        const target = { ...(await targetOf(createServer())), tls: true };
        await unreachable(connectClient(target), target);
    });
    it('gives an error where a web server answers', async () => {
        const target = await targetOf(createHttpServer((_request, response) => response.writeHead(404).end()));
        await unreachable(connectClient(target), target);
    });
});
//# sourceMappingURL=connection.test.js.map