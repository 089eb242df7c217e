import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { MillraceError } from '../../core/errors.js';
const run = promisify(execFile);
const loopback = '127.0.0.1';
/**
 * A port of 127.0.0.1 that was free a moment ago. A `named` port must be free: MillraceError `port-in-use` (usage) says
 * who has it. Otherwise the first free one of `preferred`, or any; but never `except`.
 */
export async function choosePort(named, preferred, except) {
    if (named !== undefined) {
        if (named !== except && (await isFree(named)))
            return named;
        const holder = named === except ? 'the server itself' : await holderOfPort(named);
        throw new MillraceError('port-in-use', `port ${named} of ${loopback} is in use by ${holder}`, {
            kind: 'usage',
            hint: 'name another port, or name none to take any that is free',
        });
    }
    for (const port of preferred)
        if (port !== 0 && port !== except && (await isFree(port)))
            return port;
    for (;;) {
        const port = await anyFreePort();
        if (port !== except)
            return port;
    }
}
/** Who listens on a port, for people: `process 4711 (python3)`, or `another process` where it cannot be told. */
export async function holderOfPort(port) {
    const pid = process.platform === 'linux' ? await listenerOnLinux(port) : await listenerByLsof(port);
    if (pid === undefined)
        return 'another process';
    const name = await run('ps', ['-o', 'comm=', '-p', String(pid)]).then(({ stdout }) => stdout.trim(), () => '');
    return name === '' ? `process ${pid}` : `process ${pid} (${name})`;
}
/**
 * Whether a process of ours listens on a port: another one may have taken the port since it was chosen. True where the
 * system does not tell.
 */
export async function listensOn(pid, port) {
    if (process.platform === 'linux')
        return holdsSocket(pid, await listeningSockets(port));
    const listener = await listenerByLsof(port);
    return listener === undefined || listener === pid;
}
async function isFree(port) {
    return (await tryListen(port)) !== undefined;
}
async function anyFreePort() {
    const port = await tryListen(0);
    if (port === undefined)
        throw new MillraceError('port-in-use', `no port of ${loopback} is free`);
    return port;
}
function tryListen(port) {
    return new Promise((resolve, reject) => {
        const server = createServer();
        server.once('error', (error) => {
            if (error.code === 'EADDRINUSE' || error.code === 'EACCES')
                resolve(undefined);
            else
                reject(error);
        });
        server.listen({ host: loopback, port, exclusive: true }, () => {
            const address = server.address();
            server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
        });
    });
}
async function listenerOnLinux(port) {
    const sockets = await listeningSockets(port);
    for (const pid of sockets.size === 0 ? [] : await readdir('/proc')) {
        if (/^\d+$/.test(pid) && (await holdsSocket(Number(pid), sockets)))
            return Number(pid);
    }
    return undefined;
}
async function listeningSockets(port) {
    const sockets = new Set();
    const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
        for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n')) {
            const fields = line.trim().split(/\s+/);
            if (fields[1]?.endsWith(suffix) && fields[3] === '0A')
                sockets.add(`socket:[${fields[9]}]`);
        }
    }
    return sockets;
}
async function holdsSocket(pid, sockets) {
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
        if (sockets.has(await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')))
            return true;
    }
    return false;
}
async function listenerByLsof(port) {
    try {
        const { stdout } = await run('lsof', ['-t', '-nP', `-iTCP:${port}`, '-sTCP:LISTEN'], { timeout: 5000 });
        const pid = Number(stdout.split('\n')[0]);
        return pid > 0 ? pid : undefined;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=ports.js.map