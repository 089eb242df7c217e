import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { languageOf } from '../../../core/language-code.js';
import { believedLanguage, languagePrefixUnits, leastLanguageScore, openLanguageDetector, } from '../../../pipelines/language/detect-language.js';
import { packageRoot } from '../../../storage/package-root.js';
import { fixtureRows } from '../fixture-rows.js';
/** Article 1 of the Universal Declaration of Human Rights. Source: United Nations, in the public domain. */
const articleOne = {
    en: 'All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience.',
    fr: 'Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience.',
    de: 'Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt.',
    es: 'Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia.',
    no: 'Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter. De er utstyrt med fornuft og samvittighet.',
    id: 'Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani.',
    ru: 'Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью.',
    zh: '人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。',
    ja: 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。',
    ko: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았다.',
    ar: 'يولد جميع الناس أحراراً متساوين في الكرامة والحقوق، وقد وهبوا عقلاً وضميراً وعليهم أن يعامل بعضهم بعضاً بروح الإخاء.',
};
test('the first article of the Declaration of Human Rights is of its language, without the network', async () => {
    const { fetch } = globalThis;
    globalThis.fetch = () => Promise.reject(new Error('the network was asked'));
    try {
        const detect = await openLanguageDetector();
        for (const [language, text] of Object.entries(articleOne))
            assert.equal(believedLanguage(detect(text)), language);
    }
    finally {
        globalThis.fetch = fetch;
    }
});
test('a text without letters, or a short one, has no language', async () => {
    const detect = await openLanguageDetector();
    for (const text of ['', ' \n ', 'ok', 'hi there', '12345 67890 / 12345 - 67890', '\0'.repeat(50), '😀'.repeat(20)]) {
        assert.deepEqual(detect(text), { language: 'und', score: 0 }, JSON.stringify(text));
    }
    assert.equal(believedLanguage({ language: 'en', score: leastLanguageScore - 1e-6 }), 'und');
    assert.equal(believedLanguage({ language: 'en', score: leastLanguageScore }), 'en');
});
test('only the prefix counts; line feeds, NUL and lone surrogates do not end it', async () => {
    const detect = await openLanguageDetector();
    const { fr = '', zh = '' } = articleOne;
    const english = 'plain words of an English text '.repeat(40).slice(0, languagePrefixUnits);
    assert.deepEqual(detect(english + zh.repeat(100)), detect(english));
    assert.equal(detect(`\n\0\r\ud800 ${fr.replaceAll(' ', '\n')}`).language, 'fr');
    const almost = english.slice(0, -1);
    assert.deepEqual(detect(`${almost}😀`), detect(`${almost}\ud83d`));
});
test('asked ten thousand times, it says the same and needs no more memory', async () => {
    const detect = await openLanguageDetector();
    const { de = '' } = articleOne;
    const first = detect(de);
    for (let i = 0; i < 2000; i++)
        detect(de);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 8000; i++)
        assert.deepEqual(detect(de), first);
    assert.ok(process.memoryUsage().rss - before < 64 * 2 ** 20);
});
const corpus = new URL('../shared/data/text/', packageRoot);
test('documents of known language', { skip: !existsSync(corpus) && 'no ../shared/data/text' }, async () => {
    const detect = await openLanguageDetector();
    const file = readdirSync(corpus).find((name) => name.startsWith('dev-small')) ?? '';
    let right = 0;
    let believed = 0;
    for (const line of gunzipSync(readFileSync(new URL(file, corpus)))
        .toString()
        .trim()
        .split('\n')) {
        const { text, lang } = JSON.parse(line);
        const found = believedLanguage(detect(text));
        if (lang === null || found === 'und')
            continue;
        believed++;
        if (found === languageOf(lang.slice(0, 2)))
            right++;
    }
    assert.ok(believed > 1000);
    assert.ok(right / believed > 0.95, `${right} of ${believed}`);
});
/** Macrolanguages whose members a reader may take for one: Norwegian, Serbo-Croatian, Malay. */
const macrolanguages = { nn: 'no', hr: 'sr', bs: 'sr', ms: 'id' };
test('paragraphs of 150 characters in 43 languages', async () => {
    const detect = await openLanguageDetector();
    const paragraphs = fixtureRows('udhr-150.jsonl');
    const wrong = paragraphs.filter(({ language, text }) => detect(text).language !== language);
    const grouped = (code) => macrolanguages[code] ?? code;
    const far = wrong.filter(({ language, text }) => grouped(detect(text).language) !== grouped(language));
    assert.equal(new Set(paragraphs.map(({ language }) => language)).size, 43);
    assert.ok(far.length / paragraphs.length <= 0.01, `${far.length} of ${paragraphs.length} in another language`);
    // Bosnian and Croatian, Malay and Indonesian have paragraphs without a word that tells them apart.
    const told = wrong.filter(({ language }) => language !== 'bs' && language !== 'ms');
    assert.ok(told.length / paragraphs.length <= 0.01, told.map(({ language, text }) => `${language}: ${text}`).join('\n'));
});
//# sourceMappingURL=detect-language.test.js.map