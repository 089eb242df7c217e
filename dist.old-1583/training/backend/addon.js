import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MillraceError } from '../../core/errors.js';
import { headerFolder } from './tensorflow-pins.js';
/** File name of tfjs-node's native addon. */
export const addonName = 'tfjs_binding.node';
/** How the addon is compiled and linked; TensorFlow's libraries are found beside it, wherever the folder is moved. */
export const compilerFlags = [
    ...['-shared', '-fPIC', '-O2', '-std=c++17', '-DNAPI_VERSION=8'],
    ...['-Wl,-rpath,$ORIGIN/tensorflow', '-Wl,--disable-new-dtags'],
];
const compilers = ['g++', 'c++', 'clang++'];
const messageChars = 600;
const resolve = createRequire(import.meta.url).resolve;
/** What a person can do where there is no compiler. */
export const compilerHint = 'install a C++ compiler (Debian, Ubuntu: apt-get install g++; Fedora, RHEL: dnf install gcc-c++; ' +
    'SUSE: zypper install gcc-c++), or set CXX to one';
/** The first of `$CXX`, `g++`, `c++` and `clang++` that can be run; undefined where none can. */
export async function findCompiler(env) {
    const named = env['CXX'];
    for (const compiler of named === undefined || named === '' ? compilers : [named]) {
        const { code } = await run(compiler, ['--version'], env);
        if (code === 0)
            return compiler;
    }
    return undefined;
}
/**
 * Compiles the addon of a tfjs-node package into `folder`, which holds TensorFlow's libraries and headers as they lie in
 * its wheel, and removes the headers. Takes about five seconds. Throws MillraceError `tensorflow-compile`.
 */
export async function compileAddon(packageFolder, folder, compiler, env) {
    const nodeHeaders = join(dirname(resolve('node-api-headers/package.json')), 'include');
    const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(packageFolder, 'binding', name));
    const includes = [nodeHeaders, packageFolder, join(folder, headerFolder)].flatMap((path) => ['-I', path]);
    const libraries = ['-L', join(folder, 'tensorflow'), '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'];
    const flags = [...compilerFlags, ...includes, ...sources, ...libraries, '-o', join(folder, addonName)];
    const { code, errors } = await run(compiler, flags, env);
    if (code !== 0) {
        throw new MillraceError('tensorflow-compile', `${compiler} cannot compile TensorFlow's addon: ${errors}`, {
            hint: 'it needs C++17: take GCC 8 or Clang 7 or later, also by setting CXX',
        });
    }
    await rm(join(folder, headerFolder), { recursive: true });
}
function run(program, flags, env) {
    return new Promise((done) => {
        let errors = '';
        const child = spawn(program, flags, { env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
        child.stderr.setEncoding('utf8').on('data', (text) => {
            errors = (errors + text).slice(0, messageChars);
        });
        child.once('error', (error) => done({ code: -1, errors: error.message }));
        child.once('close', (code) => done({ code: code ?? -1, errors: errors.trim() }));
    });
}
//# sourceMappingURL=addon.js.map