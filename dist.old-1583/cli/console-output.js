import { printable } from '../quality/printable.js';
export function openOutput(json) {
    const people = json ? process.stderr : process.stdout;
    return {
        json,
        people,
        line: (text = '') => void people.write(`${printable(text)}\n`),
        result: async (value) => {
            if (json)
                await writeOut(`${JSON.stringify(value)}\n`);
        },
    };
}
/** Writes to stdout and waits while its reader is slow, so that memory stays bounded. */
export async function writeOut(text) {
    if (!process.stdout.write(text))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
}
//# sourceMappingURL=console-output.js.map