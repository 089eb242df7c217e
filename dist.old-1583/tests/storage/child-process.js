import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
/** Runs a compiled program in a process of its own; gives what it printed. Rejects where it fails. */
export async function runProgram(program, args) {
    const child = spawn(process.execPath, [program.pathname, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (code !== 0)
        throw new Error(`${program.pathname} ended with ${code}: ${errors}`);
    return output;
}
//# sourceMappingURL=child-process.js.map