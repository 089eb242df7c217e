import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../wheels/environment.js';
import { addonName, compilerFlags } from './addon.js';
import { headerFolder, tensorflowPins, tensorflowVersion } from './tensorflow-pins.js';
const { resolve } = createRequire(import.meta.url);
/** The npm package of a device. */
export function packageOf(device) {
    return device === 'gpu' ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node';
}
export function packageFolder(device) {
    return dirname(resolve(`${packageOf(device)}/package.json`));
}
/** Finds an addon in node_modules, then in the cache; undefined where it has to be fetched first. Loads nothing. */
export function findTensorFlow(device, env) {
    const stock = stockAddon(packageFolder(device));
    if (stock !== undefined)
        return { package: packageOf(device), addonPath: stock, via: 'node_modules' };
    const pins = tensorflowPins(device, process.platform, process.arch);
    if (pins === undefined)
        return undefined;
    const folder = cachedFolder(device, pins, env);
    return isWhole(folder, pins)
        ? { package: packageOf(device), addonPath: join(folder, addonName), via: 'cache' }
        : undefined;
}
/** Where the cache keeps a device's TensorFlow: another wheel, binding or way to compile is another folder. */
export function cachedFolder(device, pins, env) {
    const manifest = readFileSync(join(packageFolder(device), 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest);
    const identity = [version, process.arch, ...compilerFlags, ...pins.map(({ sha256 }) => sha256)].join('\n');
    const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
    return join(cacheFolder(env), `tensorflow-${tensorflowVersion}-${device}-${digest}`);
}
/** Whether a folder holds the addon and every library in its full size. */
export function isWhole(folder, pins) {
    const members = pins.flatMap((pin) => pin.members).filter(({ path }) => !path.startsWith(headerFolder));
    return (bytesOf(join(folder, addonName)) > 0 && members.every(({ path, bytes }) => bytesOf(join(folder, path)) === bytes));
}
function stockAddon(folder) {
    let names;
    try {
        names = readdirSync(join(folder, 'lib'));
    }
    catch {
        return undefined;
    }
    const versions = names.flatMap((name) => /^napi-v(\d+)$/.exec(name)?.[1] ?? []).map(Number);
    const paths = versions.sort((a, b) => b - a).map((version) => join(folder, 'lib', `napi-v${version}`, addonName));
    return paths.find((path) => bytesOf(path) > 0);
}
function bytesOf(path) {
    return statSync(path, { throwIfNoEntry: false })?.size ?? -1;
}
//# sourceMappingURL=installed.js.map