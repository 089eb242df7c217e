import { augmentText } from '../pipelines/text-augment/augment-text.js';
import { openTokenBuffer, reserveTokens } from '../pipelines/tokenizers/tokenizer.js';
/**
 * Packed sequences with `steps` done to the text of each part between separators and the tokens that the tokenizer puts
 * around a text; drawn by (seed, place, part, epoch, step). A part of which nothing is left stays as it is. What the texts
 * grow by beyond `length` is cut off.
 *
 * Cost: decodes and encodes every sequence, so some 20 MB of text a second and thread, and what the operations take.
 */
export function augmentedSequences(steps, seed, tokenizer, length) {
    const buffer = openTokenBuffer();
    const between = new Set([tokenizer.endOfText, ...tokenizer.template]);
    const appendIds = (more) => {
        reserveTokens(buffer, more.length).set(more, buffer.length);
        buffer.length += more.length;
    };
    return async (used, place, epoch) => {
        buffer.length = 0;
        let part = [];
        let number = 0;
        const flush = async () => {
            if (part.length === 0)
                return;
            const text = tokenizer.decode(part);
            const augmented = await augmentText(steps, text, { seed, recordId: `${place}:${number}`, epoch });
            if (augmented === text || augmented.trim() === '')
                appendIds(part);
            else
                tokenizer.append(augmented, buffer);
            part = [];
        };
        for (const id of used) {
            if (!between.has(id)) {
                part.push(id);
                continue;
            }
            await flush();
            appendIds([id]);
            number++;
        }
        await flush();
        return buffer.ids.subarray(0, Math.min(length, buffer.length));
    };
}
//# sourceMappingURL=augmented-sequences.js.map