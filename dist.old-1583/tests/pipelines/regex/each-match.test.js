import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { eachMatch, lookAhead } from '../../../pipelines/regex/each-match.js';
function places(pattern, text) {
    const found = [];
    eachMatch(RE2JS.compile(pattern), text, (match) => {
        found.push(`${match.start()}-${match.end()}`);
        return false;
    });
    return found;
}
/** What re2js itself finds in the whole text. */
function wholePlaces(pattern, text) {
    const found = [];
    const matcher = RE2JS.compile(pattern).matcher(text);
    while (matcher.find())
        found.push(`${matcher.start()}-${matcher.end()}`);
    return found;
}
const patterns = [
    'a+',
    'a*',
    'b|ab',
    '\\bab\\b',
    '(?m)^a.*$',
    'a[^c]*c',
    'c$',
    '\\Aa',
    'é|😀',
    '(a|b)+c?',
    'b{3}',
    '\\z',
];
test('matches are those of the whole text, short or far apart', () => {
    const piece = fc.tuple(fc.constantFrom('a', 'b', 'c', 'ab ', '\n', 'é', '😀', ' '), fc.constantFrom(1, 2, 3, 700, 2500));
    fc.assert(fc.property(fc.constantFrom(...patterns), fc.array(piece, { maxLength: 12 }), (pattern, pieces) => {
        const text = pieces.map(([part, times]) => part.repeat(times)).join('');
        assert.deepEqual(places(pattern, text), wholePlaces(pattern, text));
    }), { numRuns: 150 });
});
test('an alternative may need as much text past another match as it is looked ahead', () => {
    const text = (between) => `a${'x'.repeat(between)}b${'y'.repeat(4 * lookAhead)}`;
    assert.deepEqual(places('a.*b|a', text(lookAhead - 1)), [`0-${lookAhead + 1}`]);
    assert.deepEqual(places('a.*b|a', text(4 * lookAhead)), ['0-1']);
});
test('the search ends where the visitor says so', () => {
    let visits = 0;
    eachMatch(RE2JS.compile('a'), 'aaaa', () => ++visits === 2);
    assert.equal(visits, 2);
});
for (const [where, before] of [
    ['at once', 0],
    ['after so much that the window has grown', 8193],
]) {
    test(`all matches together take linear time, ${where}`, () => {
        const seconds = (length) => {
            const text = `${'c'.repeat(before)}${'a'.repeat(length)}z`;
            const start = process.cpuUsage();
            assert.equal(places('a[^b]*b|a', text).length, length);
            return process.cpuUsage(start).user / 1e6;
        };
        seconds(1000);
        const [short, long] = [seconds(2500), seconds(7500)];
        // Quadratic time would be nine times as much.
        assert.ok(long < 6 * short, `${short} s, then ${long} s`);
    });
}
//# sourceMappingURL=each-match.test.js.map