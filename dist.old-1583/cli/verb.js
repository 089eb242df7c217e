import { Command } from 'commander';
import { openOutput } from './console-output.js';
/**
 * A verb of the command line, with `--store`, `--json` and examples in its help. Call {@link runs} on it last.
 * Verbs import what they need inside `run`, so that `--help` and a mistyped verb answer at once.
 */
export function verb(name, summary, examples) {
    return new Command(name)
        .description(summary)
        .option('--store <place>', 'folder of the store', './.millrace')
        .option('--json', 'print the result as JSON on stdout, and text for people on stderr')
        .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example.includes('npx millrace') ? '' : 'npx millrace '}${example}`).join('\n')}`);
}
/** Lets a verb run, and the process exit with what it gives. */
export function runs(command, run) {
    return command.action(async (...call) => {
        const words = call.slice(0, -2).flat();
        const options = command.opts();
        process.exitCode = await run(options, openOutput(options.json === true), ...words);
    });
}
/** Collects an option that may be repeated. */
export function collected(value, before) {
    return [...before, value];
}
//# sourceMappingURL=verb.js.map