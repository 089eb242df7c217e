import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { packageRoot } from '../../storage/package-root.js';
import { testPython } from '../python-environment.js';
/**
 * Runs a Python program of the tests, named from the package's root, in the environment `training`; gives the JSON
 * that it prints. Skips the test, and gives undefined, where there is no such Python.
 */
export async function runPython(t, program, args) {
    let python;
    try {
        python = await testPython('training');
    }
    catch (error) {
        t.skip(`no Python with safetensors, scikit-learn and TensorBoard: ${error instanceof Error ? error.message : error}`);
        return undefined;
    }
    const path = fileURLToPath(new URL(program, packageRoot));
    const { stdout } = await promisify(execFile)(python, [path, ...args], { maxBuffer: 2 ** 28 });
    return JSON.parse(stdout);
}
//# sourceMappingURL=python-program.js.map