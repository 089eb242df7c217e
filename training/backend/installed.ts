import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder, type Environment } from '../../wheels/environment.ts';
import type { WheelPin } from '../../wheels/wheel-pin.ts';
import { addonName, compilerFlags } from './addon.ts';
import type { Device } from './backend.ts';
import { headerFolder, tensorflowPins, tensorflowVersion } from './tensorflow-pins.ts';

/** TensorFlow on this machine, ready to be loaded. */
export interface InstalledTensorFlow {
  /** Name of the npm package whose addon it is. */
  readonly package: string;
  readonly addonPath: string;
  /** `node_modules` where the package's own install script has run; `pip` where it had to be fetched. */
  readonly via: 'node_modules' | 'cache' | 'pip';
}

const { resolve } = createRequire(import.meta.url);

/** The npm package of a device. */
export function packageOf(device: Device): string {
  return device === 'gpu' ? '@tensorflow/tfjs-node-gpu' : '@tensorflow/tfjs-node';
}

export function packageFolder(device: Device): string {
  return dirname(resolve(`${packageOf(device)}/package.json`));
}

/** Finds an addon in node_modules, then in the cache; undefined where it has to be fetched first. Loads nothing. */
export function findTensorFlow(device: Device, env: Environment): InstalledTensorFlow | undefined {
  const stock = stockAddon(packageFolder(device));
  if (stock !== undefined) return { package: packageOf(device), addonPath: stock, via: 'node_modules' };
  const pins = tensorflowPins(device, process.platform, process.arch);
  if (pins === undefined) return undefined;
  const folder = cachedFolder(device, pins, env);
  return isWhole(folder, pins)
    ? { package: packageOf(device), addonPath: join(folder, addonName), via: 'cache' }
    : undefined;
}

/** Where the cache keeps a device's TensorFlow: another wheel, binding or way to compile is another folder. */
export function cachedFolder(device: Device, pins: readonly WheelPin[], env: Environment): string {
  const manifest = readFileSync(join(packageFolder(device), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const identity = [version, process.arch, ...compilerFlags, ...pins.map(({ sha256 }) => sha256)].join('\n');
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 8);
  return join(cacheFolder(env), `tensorflow-${tensorflowVersion}-${device}-${digest}`);
}

/** Whether a folder holds the addon and every library in its full size. */
export function isWhole(folder: string, pins: readonly WheelPin[]): boolean {
  const members = pins.flatMap((pin) => pin.members).filter(({ path }) => !path.startsWith(headerFolder));
  return (
    bytesOf(join(folder, addonName)) > 0 && members.every(({ path, bytes }) => bytesOf(join(folder, path)) === bytes)
  );
}

function stockAddon(folder: string): string | undefined {
  let names: string[];
  try {
    names = readdirSync(join(folder, 'lib'));
  } catch {
    return undefined;
  }
  const versions = names.flatMap((name) => /^napi-v(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const paths = versions.sort((a, b) => b - a).map((version) => join(folder, 'lib', `napi-v${version}`, addonName));
  return paths.find((path) => bytesOf(path) > 0);
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? -1;
}
