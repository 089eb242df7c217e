import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
const entry = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
/** Runs a millrace command as a person would, with `--json`; what it tells people goes to the terminal. */
export function millrace(words) {
    return answerOf(spawn(process.execPath, [entry, ...words, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] }));
}
/** Runs a command and lets `disturb` have the process; shows its progress up to the line that begins with `until`. */
export async function disturbedMillrace(words, until, disturb) {
    const command = spawn(process.execPath, [entry, ...words, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let over = false;
    createInterface({ input: command.stderr }).on('line', (line) => {
        over ||= line.startsWith(until);
        if (!over && line !== '')
            console.log(line);
    });
    const [answer] = await Promise.all([answerOf(command), disturb(command)]);
    return answer;
}
async function answerOf(command) {
    let answer = '';
    command.stdout.setEncoding('utf8').on('data', (piece) => {
        answer += piece;
    });
    const code = await new Promise((resolve) => command.once('close', resolve));
    if (code !== 0)
        throw new Error(`Expected the command to end with exit code 0, found ${code}`);
    return JSON.parse(answer);
}
//# sourceMappingURL=millrace.js.map