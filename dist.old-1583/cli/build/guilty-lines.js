import { numberText } from '../../quality/number-text.js';
import { printable } from '../../quality/printable.js';
const shownRecords = 5;
const commandColumns = 80;
/** What to type to learn of the worst records of a gate, with what was measured of each; nothing where it names none. */
export function guiltyLines({ records = [] }, version) {
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
/** A word as a shell reads it back. What could command a terminal is replaced, and then finds no record. */
function shellWord(text) {
    const safe = printable(text);
    return /^[\w./:@%+=-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
//# sourceMappingURL=guilty-lines.js.map