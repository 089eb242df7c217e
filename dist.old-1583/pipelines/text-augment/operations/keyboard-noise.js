import { z } from 'zod';
import { drawOne } from '../draw-many.js';
/** Keys that touch each other on a US keyboard, rows from top to bottom; each is half a key further right. */
const rows = ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./'];
const neighbours = touchingKeys();
const slips = ['substitute', 'insert', 'delete', 'swap'];
const parameters = z.strictObject({
    p: z.number().min(0).max(1).default(0.02).describe('Probability that a letter is mistyped.'),
    slips: z
        .array(z.enum(slips))
        .min(1)
        .default([...slips])
        .describe('What may happen: another key is hit instead (`substitute`) or too (`insert`), none is (`delete`), or two letters change places (`swap`).'),
});
/** Slips of a typist: of ASCII letters alone; other characters stay. */
export const keyboardNoise = {
    name: 'keyboard-noise',
    summary: 'Mistypes letters, as hands on a QWERTY keyboard do.',
    citation: 'Belinkov and Bisk, Synthetic and Natural Noise Both Break Neural Machine Translation, 2018, arXiv:1711.02173',
    parameters,
    apply: (text, { p, slips: allowed }, draws) => {
        let result = '';
        for (let at = 0; at < text.length; at++) {
            const letter = text[at] ?? '';
            const near = neighbours.get(letter.toLowerCase());
            if (near === undefined || !/[a-z]/i.test(letter) || draws.unit() >= p) {
                result += letter;
                continue;
            }
            const next = text[at + 1] ?? '';
            switch (drawOne(allowed, draws)) {
                case 'substitute':
                    result += cased(drawOne(near, draws), letter);
                    break;
                case 'insert':
                    result += letter + cased(drawOne(near, draws), letter);
                    break;
                case 'delete':
                    break;
                case 'swap':
                    if (!/[a-z]/i.test(next))
                        result += letter;
                    else {
                        result += next + letter;
                        at++;
                    }
            }
        }
        return result;
    },
};
function cased(key, like) {
    return like === like.toUpperCase() ? key.toUpperCase() : key;
}
function touchingKeys() {
    const touching = new Map();
    const key = (row, column) => rows[row]?.[column] ?? '';
    for (const [row, keys] of rows.entries()) {
        for (const [column, letter] of [...keys].entries()) {
            const around = [
                ...[key(row, column - 1), key(row, column + 1)],
                ...[key(row - 1, column), key(row - 1, column + 1)],
                ...[key(row + 1, column - 1), key(row + 1, column)],
            ];
            touching.set(letter, around.filter((each) => /^[a-z]$/.test(each)));
        }
    }
    return touching;
}
//# sourceMappingURL=keyboard-noise.js.map