import { Command } from 'commander';
import { type Output, openOutput } from './console-output.ts';

/** The options that every verb takes. */
export interface CommonOptions {
  readonly store: string;
  readonly json?: boolean;
}

/** What a verb does, with its parsed options; gives the exit code. */
export type Run<Options> = (
  options: Options & CommonOptions,
  output: Output,
  ...words: readonly string[]
) => Promise<number>;

/**
 * A verb of the command line, with `--store`, `--json` and examples in its help. Call {@link runs} on it last.
 * Verbs import what they need inside `run`, so that `--help` and a mistyped verb answer at once.
 */
export function verb(name: string, summary: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(summary)
    .option('--store <place>', 'the store: a folder, or s3://bucket/prefix', './.millrace')
    .option('--json', 'print the result as JSON on stdout, and text for people on stderr')
    .addHelpText(
      'after',
      `\nExamples:\n${examples.map((example) => `  $ ${example.includes('npx millrace') ? '' : 'npx millrace '}${example}`).join('\n')}`,
    );
}

/** Lets a verb run, and the process exit with what it gives. */
export function runs<Options>(command: Command, run: Run<Options>): Command {
  return command.action(async (...call: readonly unknown[]) => {
    const words = call.slice(0, -2).flat() as readonly string[];
    const options = command.opts<Options & CommonOptions>();
    process.exitCode = await run(options, openOutput(options.json === true), ...words);
  });
}

/** Collects an option that may be repeated. */
export function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
