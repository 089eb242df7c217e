import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countCharacters, scriptNames } from '../../quality/script-counts.js';
const unicodeScripts = [
    ['latin', /\p{Script=Latin}/u],
    ['han', /\p{Script=Han}/u],
    ['cyrillic', /\p{Script=Cyrillic}/u],
    ['kana', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
    ['hangul', /\p{Script=Hangul}/u],
    ['arabic', /\p{Script=Arabic}/u],
    ['thai', /\p{Script=Thai}/u],
];
function lettersOf(text) {
    const { letters } = countCharacters(text);
    return Object.fromEntries(scriptNames.flatMap((name, index) => (letters[index] ? [[name, letters[index]]] : [])));
}
test('code points, words and letters of a mixed text', () => {
    const counts = countCharacters('Ab 12, é.\n中文\u3000😀 \u{20000}かカ 한 Ж ش ไ');
    assert.equal(counts.characters, 26);
    assert.equal(counts.words, 10);
    assert.deepEqual(lettersOf('Ab 12, é.\n中文\u3000😀 \u{20000}かカ 한 Ж ش ไ'), {
        latin: 3,
        han: 3,
        cyrillic: 1,
        kana: 2,
        hangul: 1,
        arabic: 1,
        thai: 1,
    });
    assert.deepEqual(lettersOf('αβγ אבג'), { other: 6 });
});
test('characters are code points and words what splitting at white space leaves', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', '中', '😀', ' ', '\n', '\u00a0', '\u2003', '.') }), (text) => {
        const { characters, words } = countCharacters(text);
        assert.equal(characters, [...text].length);
        assert.equal(words, text.split(/\s+/u).filter((word) => word !== '').length);
    }));
});
test('99 in 100 letters of each script are told as Unicode tells them', () => {
    const wrong = new Map();
    const all = new Map();
    for (let code = 0; code < 0x10000; code++) {
        const letter = String.fromCharCode(code);
        if (!/\p{L}/u.test(letter))
            continue;
        const script = unicodeScripts.find(([, pattern]) => pattern.test(letter))?.[0] ?? 'other';
        all.set(script, (all.get(script) ?? 0) + 1);
        if (lettersOf(letter)[script] !== 1)
            wrong.set(script, (wrong.get(script) ?? 0) + 1);
    }
    for (const [script, count] of all) {
        // Of Latin and the rest, modifier letters and letterlike symbols are left out: none is in common use.
        const most = script === 'latin' || script === 'other' ? 0.05 : 0.01;
        assert.ok((wrong.get(script) ?? 0) <= most * count, `${script}: ${wrong.get(script)} of ${count}`);
    }
});
test('digits, signs and marks of no script are no letters', () => {
    assert.deepEqual(lettersOf('0123 !?…—“” ١٢٣ €+= 、。「」 😀\u200b'), {});
});
//# sourceMappingURL=script-counts.test.js.map