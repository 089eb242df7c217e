import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { fixMojibake } from '../../../pipelines/normalizers/mojibake.js';
import { fixtureRows } from '../fixture-rows.js';
import { sharedRows, skipWithoutSharedData } from '../shared-data.js';
/** What text looks like when its UTF-8 is read as windows-1252, where each byte has a character there or in Latin-1. */
function misread(text) {
    return Array.from(Buffer.from(text), (byte) => {
        const char = iconv.decode(Buffer.of(byte), 'windows-1252');
        return char === '\ufffd' ? String.fromCharCode(byte) : char;
    }).join('');
}
const clean = [
    'Le café est fermé à Noël, « voilà » le garçon où l’été naît, cœur, 5 €.',
    'Grüße aus München – schöne Überraschung für “Sie”.',
    'El niño pasó — según él — mañana; ¿qué? ¡Sí!',
    'Coração, São João, à noite, três pães.',
    'Dzień dobry, żółć, Český kůň, őrült, șapte țări.',
    'Привет, мир! Это проверка.',
    'Καλημέρα κόσμε',
    'שלום עולם',
    'مرحبا بالعالم',
    'हिन्दी में पाठ',
    '简体中文，測試。日本語のテキスト、한국어',
    'emoji 😀👍🏽 and ❤️, ™ and ½',
];
describe('mojibake', () => {
    it('is repaired, in any script', () => {
        for (const text of clean)
            assert.equal(fixMojibake(misread(text)), text);
    });
    it('is repaired when it happened up to four times', () => {
        for (const text of ['don’t, né, “quoted”', clean[0] ?? ''])
            assert.equal(fixMojibake(misread(misread(misread(text)))), text);
        assert.equal(fixMojibake(misread(misread(misread(misread('don’t'))))), 'don’t');
    });
    it('is repaired in the midst of text that is well', () => {
        assert.equal(fixMojibake('l’Ã©tÃ© à Paris, 日本, IL2RÎ³c'), 'l’été à Paris, 日本, IL2Rγc');
        assert.equal(fixMojibake('日本\nRÄ«ga\nà Paris'), '日本\nRīga\nà Paris');
        assert.equal(fixMojibake('\u0093quoted\u0094 and \u0085'), '“quoted” and …');
        assert.equal(fixMojibake('CESU: í\u00a0½í¸\u0080'), 'CESU: 😀');
    });
    it('is left alone where a sequence is not whole or not valid', () => {
        for (const text of ['Ã', 'À€', 'õ€€€'])
            assert.equal(fixMojibake(text), text.replace('\u0080', '€'));
    });
    it('is not found in text that is well', () => {
        for (const text of clean)
            assert.equal(fixMojibake(text), text);
        const odd = [
            'VOCÊ…',
            'MARQUÉ’s',
            'NESTLÉ®',
            '4288×…',
            '5×£35',
            '10 Å—',
            '∆°',
            '(o¬ô)',
            '«\u00a0café\u00a0»',
            'pasó\u00a0—\u00a0y',
            'Brontë…”',
            'payé\u00a0€',
            'ESTÁ…»',
            'C O N C L U S Ã O',
            'IRMÃ…',
            'AHÅ™,',
            'SÓ…',
            'à\u00a0« la',
            '√π',
            '`¬´',
        ];
        for (const text of odd)
            assert.equal(fixMojibake(text), text);
    });
    it('is not seen in a word and the punctuation behind it, in any Latin alphabet', () => {
        const letters = Array.from({ length: 0x180 - 0xc0 }, (_, i) => String.fromCharCode(0xc0 + i)).filter((char) => /\p{L}/u.test(char));
        const behind = [
            '\u00a0»',
            '»',
            '”',
            '’',
            '…',
            '”…',
            '…”',
            '\u00a0!',
            '\u00a0:',
            '—',
            '\u00a0—\u00a0',
            '\u00a0–\u00a0',
            '”,',
            '»…',
            'š…',
            'ž”',
            'šž',
            'š\u00a0»',
            '\u00a0€',
            '®',
        ];
        for (const char of letters) {
            // An upper-case Â at a word's end before a no-break space is misread far more often than it is written.
            if (char === 'Â')
                continue;
            const word = char === char.toLowerCase() ? 'mot' : 'MOT';
            for (const tail of behind) {
                // Upper case does not go on with a small letter, and `âž”` is an arrow.
                if ((word === 'MOT' || char === 'â') && /^[šž]/.test(tail))
                    continue;
                // A ligature ends no word.
                if (/[Œœ]/.test(char) && tail === '®')
                    continue;
                const text = `${word}${char}${tail} et`;
                assert.equal(fixMojibake(text), text);
            }
        }
    });
    it('makes any text its own repair, once misread', () => {
        const word = fc.stringMatching(/^[a-z][a-zàâçéèêëîïôùûüñ]{0,7}$/);
        fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
            const text = words.join(' ');
            assert.equal(fixMojibake(misread(text)), text);
            assert.equal(fixMojibake(text), text);
        }));
    });
});
describe('mojibake in the cases of ftfy', () => {
    // Straight quotation marks are another repair of ftfy's.
    const straight = (text) => text.replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"');
    const cases = fixtureRows('ftfy-6.3.1-cases.jsonl');
    const negative = cases.filter(({ original, fixed }) => straight(original) === straight(fixed));
    const positive = cases.filter(({ original, fixed }) => straight(original) !== straight(fixed));
    it('leaves all negatives alone', () => {
        assert.equal(negative.length, 49);
        for (const { original } of negative)
            assert.equal(straight(fixMojibake(original)), straight(original));
    });
    it('repairs all positives that ftfy repairs', () => {
        const repaired = positive.filter(({ original, fixed }) => straight(fixMojibake(original)) === straight(fixed));
        assert.equal(positive.length, 112);
        assert.equal(repaired.length, 104);
        assert.deepEqual(positive.filter((one) => !repaired.includes(one) && one.expect === 'pass'), []);
    });
    it('has the answers of ftfy for paragraphs misread in nine charsets, once and twice, and with losses', () => {
        const misreadRows = fixtureRows('ftfy-6.3.1-misread.jsonl');
        assert.ok(misreadRows.length >= 200);
        for (const { text, fixed } of misreadRows)
            assert.equal(fixMojibake(text), fixed);
    });
});
describe('mojibake in real documents', { skip: skipWithoutSharedData }, () => {
    it('changes no clean document', () => {
        const changed = ['00000', '00001'].flatMap((part) => sharedRows(`golden/part-${part}.jsonl.gz`).filter(({ text }) => fixMojibake(text) !== text));
        // Its C1 control characters are windows-1252.
        assert.deepEqual(changed.map(({ id }) => id), ['50e85412c697c422']);
    });
});
//# sourceMappingURL=mojibake.test.js.map