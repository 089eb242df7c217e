import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
/** Why tests that need the server are skipped where there is none. */
export const noServer = 'no versitygw on PATH or in ~/go/bin: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0';
/** Where the server's program is; undefined where it is not installed. */
export function versitygw() {
    const folders = [...(process.env['PATH'] ?? '').split(delimiter), join(homedir(), 'go/bin')];
    return folders.map((folder) => join(folder, 'versitygw')).find((path) => existsSync(path));
}
/** Starts the server on a free port of this machine, with keys that no other has, and points the environment to it. */
export async function startS3Server(program, buckets) {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-s3-'));
    for (const bucket of buckets)
        mkdirSync(join(folder, bucket));
    const port = await freePort();
    const credentials = { id: `CANARYID${hex(6)}`, secret: `canary-secret-${hex(12)}` };
    const child = spawn(program, ['--port', `127.0.0.1:${port}`, 'posix', folder], {
        env: { ...process.env, ROOT_ACCESS_KEY: credentials.id, ROOT_SECRET_KEY: credentials.secret },
        stdio: 'ignore',
    });
    const end = () => void child.kill('SIGKILL');
    process.once('exit', end);
    await answering(port, child);
    return {
        ...{ folder, port, credentials },
        stop: async () => {
            const ended = new Promise((resolve) => child.once('exit', resolve));
            child.kill('SIGKILL');
            await ended;
            process.off('exit', end);
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
/** The environment of a client of the server, and nothing of this machine's own settings. */
export function pointTo(port, { id, secret }, env = process.env) {
    for (const name of Object.keys(env))
        if (name.startsWith('AWS_'))
            delete env[name];
    Object.assign(env, {
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: id,
        AWS_SECRET_ACCESS_KEY: secret,
        // Neither a person's profile nor the address where a cloud keeps its roles is asked.
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
}
/** A way to the server that breaks: each connection ends when it has brought `bytes` bytes of answers. */
export async function startBreakingProxy(to, bytes) {
    let cuts = 0;
    const server = createServer((client) => {
        const upstream = connect(to, '127.0.0.1');
        let left = bytes;
        client.pipe(upstream);
        upstream.on('data', (piece) => {
            if (client.destroyed)
                return;
            client.write(piece.subarray(0, left));
            left -= piece.length;
            if (left > 0)
                return;
            cuts++;
            client.destroySoon();
            upstream.destroy();
        });
        for (const socket of [client, upstream])
            socket.on('error', () => undefined);
        client.on('close', () => upstream.destroy());
        upstream.on('close', () => client.destroySoon());
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { server, port: portOf(server), cuts: () => cuts };
}
export async function freePort() {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    return port;
}
export function portOf(server) {
    const address = server.address();
    if (address === null || typeof address === 'string')
        throw new Error('Expected a port');
    return address.port;
}
async function answering(port, child) {
    for (let tries = 0; tries < 200; tries++) {
        const open = await new Promise((resolve) => {
            const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
            socket.once('connect', () => socket.destroy());
        });
        if (open)
            return;
        if (child.exitCode !== null)
            break;
        await pause(50);
    }
    throw new Error('The S3 server does not answer');
}
function hex(bytes) {
    return randomBytes(bytes).toString('hex').toUpperCase();
}
//# sourceMappingURL=s3-server.js.map