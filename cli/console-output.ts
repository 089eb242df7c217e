import { printable } from '../quality/printable.ts';
import { exitCode } from './exit-code.ts';
import { endOfOutput } from './watch-output.ts';

/**
 * Where a command writes. A result goes to stdout as JSON where `--json` was given; text for people goes to stdout,
 * or to stderr beside JSON.
 */
export interface Output {
  readonly json: boolean;
  /** The stream for people, to ask for its width and whether it is a terminal. */
  readonly people: NodeJS.WriteStream;
  /** One line for people; control characters, which a file's name or a record may hold, are made harmless. */
  readonly line: (text?: string) => void;
  /** One line of JSON on stdout, waiting while the reader is slow; nothing without `--json`. */
  readonly result: (value: unknown) => Promise<void>;
}

export function openOutput(json: boolean): Output {
  const people = json ? process.stderr : process.stdout;
  return {
    json,
    people,
    line: (text = '') => void people.write(`${printable(text)}\n`),
    result: async (value) => {
      if (json) await written(`${JSON.stringify(value)}\n`);
    },
  };
}

/**
 * Writes some of many rows to stdout and waits while its reader is slow, so that memory stays bounded. Ends the process
 * where stdout takes no more: well where its reader has seen enough, as in `millrace fates … | head`.
 */
export async function writeOut(text: string): Promise<void> {
  await written(text);
  const ended = endOfOutput();
  if (ended !== undefined) process.exit(ended === 'unread' ? exitCode.ok : exitCode.failed);
}

async function written(text: string): Promise<void> {
  const { stdout } = process;
  if (endOfOutput() !== undefined || stdout.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      stdout.off('drain', go).off('error', go);
      resolve();
    };
    stdout.on('drain', go).on('error', go);
  });
}
