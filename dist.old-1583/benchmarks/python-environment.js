import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../storage/package-root.js';
const run = promisify(execFile);
/**
 * Path of a Python that has pinned packages (`name==version`), in `benchmarks/.cache/<name>/`. The first call makes the
 * environment with python3 and pip, from the network; later calls with the same packages use it again.
 * Rejects where python3 or a package cannot be had. One program at a time makes an environment of one name.
 */
export async function pythonEnvironment(name, packages) {
    const folder = fileURLToPath(new URL(`benchmarks/.cache/${name}/`, packageRoot));
    const python = `${folder}bin/python`;
    const marker = `${folder}installed.json`;
    const wanted = JSON.stringify(packages);
    if ((await readFile(marker, 'utf8').catch(() => undefined)) === wanted)
        return python;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
    await writeFile(marker, wanted);
    return python;
}
//# sourceMappingURL=python-environment.js.map