#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { CommanderError } from 'commander';
import { MillraceError } from '../core/errors.js';
import { packageRoot } from '../storage/package-root.js';
import { errorResult, errorText } from './error-text.js';
import { exitCode, exitCodeOf } from './exit-code.js';
import { createProgram } from './program.js';
// A reader that has seen enough, as in `millrace fates … | head`, is no failure.
process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE')
        process.exit(exitCode.ok);
    throw error;
});
const { version, engines } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8'));
try {
    requireNode(engines.node);
    await createProgram(version).parseAsync();
}
catch (error) {
    report(error);
}
// Connections that a command has given up may hold timers; they have no say in when or how the process ends.
process.stdout.write('', () => process.exit());
/** Throws where this Node.js is older than `>=22.15.0`: what it lacks would fail later, and less clearly. */
function requireNode(wanted) {
    const { node } = process.versions;
    if (node.localeCompare(wanted.replace('>=', ''), 'en', { numeric: true }) >= 0)
        return;
    throw new MillraceError('node-too-old', `expected Node.js ${wanted}, found ${node}`, {
        hint: 'install a newer Node.js, or run it by npx, which finds the one in node_modules',
    });
}
function report(error) {
    const json = process.argv.includes('--json');
    if (error instanceof CommanderError) {
        // Commander has printed help, the version or its refusal already.
        process.exitCode = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
        if (json && error.exitCode !== 0)
            print({ error: { code: 'usage', kind: 'usage', message: error.message } });
        return;
    }
    process.stderr.write(`${errorText(error, process.env['MILLRACE_DEBUG'] === '1')}\n`);
    if (json)
        print(errorResult(error));
    process.exitCode = exitCodeOf(error);
}
function print(value) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
}
//# sourceMappingURL=main.js.map