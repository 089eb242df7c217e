import { printable } from '../quality/printable.ts';

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
      if (json) await writeOut(`${JSON.stringify(value)}\n`);
    },
  };
}

/** Writes to stdout and waits while its reader is slow, so that memory stays bounded. */
export async function writeOut(text: string): Promise<void> {
  if (!process.stdout.write(text)) await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
