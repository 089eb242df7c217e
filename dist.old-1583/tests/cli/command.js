import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
const main = fileURLToPath(new URL('dist/cli/main.js', packageRoot));
/** Runs the real command line in a child process, without a terminal; `input` is its whole stdin. */
export function millrace(words, input = '', cwd, disturbance) {
    return new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [main, ...words], {
            stdio: 'pipe',
            env: { ...process.env, FORCE_COLOR: '', CI: '' },
            ...(cwd === undefined ? {} : { cwd }),
        });
        let out = '';
        let err = '';
        child.stdout.setEncoding('utf8').on('data', (text) => {
            out += text;
        });
        child.stderr.setEncoding('utf8').on('data', (text) => {
            const before = disturbance !== undefined && err.includes(disturbance.on);
            err += text;
            if (disturbance !== undefined && !before && err.includes(disturbance.on))
                child.kill(disturbance.signal);
        });
        child.once('error', reject).once('close', (code) => resolve({ code, out, err }));
        child.stdin.on('error', () => undefined).end(input);
    });
}
//# sourceMappingURL=command.js.map