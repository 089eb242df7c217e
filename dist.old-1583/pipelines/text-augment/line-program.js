import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { MillraceError } from '../../core/errors.js';
const running = new Map();
/**
 * The program of that command, started at the first question and asked by all of the thread; what it writes to standard
 * error is passed on. It does not keep the process alive, and reads the end of its input when that ends.
 */
export function lineProgram(command) {
    const key = JSON.stringify(command);
    const known = running.get(key);
    if (known !== undefined)
        return known;
    const program = openProgram(command);
    running.set(key, program);
    return program;
}
function openProgram(command) {
    let child;
    let last = Promise.resolve();
    const ask = async (question, timeoutMs) => {
        child ??= startChild(command);
        try {
            return await child.ask(question, timeoutMs);
        }
        catch (error) {
            child.end();
            child = undefined;
            throw error;
        }
    };
    return {
        ask: (question, timeoutMs) => {
            const answer = last.then(() => ask(question, timeoutMs));
            last = answer.catch(() => undefined);
            return answer;
        },
    };
}
function startChild([program = '', ...words]) {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.pipe(process.stderr, { end: false });
    const lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
    const failed = new Promise((_, reject) => {
        child.once('error', (cause) => reject(failure(program, `it could not be started (${cause.code})`)));
        child.once('exit', (code, signal) => reject(failure(program, `it ended with ${signal ?? `code ${code}`}`)));
        child.stdin.once('error', () => undefined);
    });
    failed.catch(() => undefined);
    // A program that waits for a question must not keep the thread alive; one that answers must.
    const held = [child, child.stdin, child.stdout, child.stderr];
    const keepAlive = (needed) => {
        for (const each of held)
            needed ? each.ref() : each.unref();
    };
    return {
        ask: async (question, timeoutMs) => {
            keepAlive(true);
            const { promise: late, cancel } = timeout(timeoutMs, program);
            try {
                child.stdin.write(`${JSON.stringify(question)}\n`);
                const line = await Promise.race([lines.next(), failed, late]);
                // Its output ends a moment before it is known how it ended.
                return line.done === true ? await Promise.race([failed, late]) : answerOf(line.value, program);
            }
            finally {
                cancel();
                keepAlive(false);
            }
        },
        end: () => child.kill('SIGKILL'),
    };
}
function timeout(timeoutMs, program) {
    let cancel = () => undefined;
    const promise = new Promise((_, reject) => {
        const timer = setTimeout(() => reject(failure(program, `no answer came within ${timeoutMs} ms`)), timeoutMs);
        cancel = () => clearTimeout(timer);
    });
    return { promise, cancel };
}
function answerOf(line, program) {
    try {
        const value = JSON.parse(line);
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return value;
    }
    catch {
        // The same as another value.
    }
    throw failure(program, 'its answer was no JSON object on one line');
}
function failure(program, found) {
    return new MillraceError('program-failed', `expected an answer of ${JSON.stringify(program)}, but ${found}`, {
        hint: 'it must read lines of {"text": "…"} and write a line of {"text": "…"} for each; try it by hand',
    });
}
//# sourceMappingURL=line-program.js.map