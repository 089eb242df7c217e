import { numberText } from '../../quality/number-text.ts';
import { printable } from '../../quality/printable.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { shellWord } from '../shell-word.ts';

const shownRecords = 5;
const commandColumns = 80;

/** What to type to learn of the worst records of a gate, with what was measured of each; nothing where it names none. */
export function guiltyLines({ records = [] }: Manifest['gates'][number], version: string): string[] {
  const shown = records.slice(0, shownRecords);
  const commands = shown.map(({ id }) => `npx millrace why ${version} --id ${shellWord(id)}`);
  const width = Math.min(commandColumns, Math.max(0, ...commands.map((command) => command.length)));
  const lines = shown.map(({ value }, index) => {
    const said = value === null ? '' : typeof value === 'number' ? numberText(value) : printable(value);
    return `  ${(commands[index] ?? '').padEnd(width)}  ${said}`.trimEnd();
  });
  const more = records.length - shown.length;
  return more > 0 ? [...lines, `  and ${more} more: npx millrace show ${version} --json`] : lines;
}
