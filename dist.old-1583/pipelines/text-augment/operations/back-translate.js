import { z } from 'zod';
import { MillraceError } from '../../../core/errors.js';
import { lineProgram } from '../line-program.js';
const parameters = z.strictObject({
    command: z
        .array(z.string().min(1))
        .min(1)
        .describe('Program and arguments of a translator on this machine. It reads lines of {"text", "seed"} and answers each with a line of {"text"}: there and back again. The same question must get the same answer.'),
    timeoutMs: z.int().min(1).max(3_600_000).default(600_000).describe('Longest wait for one answer.'),
});
/** A local model translates a text to another language and back. */
export const backTranslate = {
    name: 'back-translate',
    summary: 'Asks a program of yours for a translation to another language and back.',
    citation: 'Sennrich, Haddow and Birch, Improving Neural Machine Translation Models with Monolingual Data, 2016, arXiv:1511.06709',
    parameters,
    external: true,
    apply: async (text, { command, timeoutMs }, draws) => {
        const seed = draws.integer(0, 2 ** 31);
        const { text: translated } = await lineProgram(command).ask({ text, seed }, timeoutMs);
        if (typeof translated === 'string')
            return translated.toWellFormed();
        throw new MillraceError('program-failed', `expected {"text": "…"} of ${JSON.stringify(command[0])}, found no text`);
    },
};
//# sourceMappingURL=back-translate.js.map