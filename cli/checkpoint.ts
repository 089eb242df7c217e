import { type Command, Option } from 'commander';

/** Whose weights of a run a person asks for. */
export interface CheckpointFlag {
  readonly checkpoint: 'best' | 'last';
}

/** Adds `--checkpoint`, with the default that every verb has. */
export function withCheckpoint(command: Command): Command {
  return command.addOption(
    new Option('--checkpoint <which>', 'the weights of the lowest validation loss, or the last ones')
      .choices(['best', 'last'])
      .default('best'),
  );
}
