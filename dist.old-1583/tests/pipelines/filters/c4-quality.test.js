import assert from 'node:assert/strict';
import { test } from 'node:test';
import { c4Quality } from '../../../pipelines/filters/c4-quality.js';
const five = 'One is here. Two is here. Three is here. Four is here. Five is here.';
function rewrite(text, parameters = {}) {
    const document = { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {} };
    const result = c4Quality.transform(document, c4Quality.parameters.parse(parameters));
    assert.ok(!('evidence' in result));
    return 'keep' in result ? result : { text: result.text, same: result === document };
}
test('a document with nothing to take out is the same object', () => {
    assert.deepEqual(rewrite(five), { text: five, same: true });
});
test('fewer than five sentences', () => {
    const four = five.replace('Five is here.', '').trim();
    assert.deepEqual(rewrite(four), { keep: false, reason: 'too_few_sentences', value: 4, limit: 5 });
    assert.deepEqual(rewrite(four, { minSentences: 4 }), { text: four, same: true });
    assert.deepEqual(rewrite('', { minSentences: 0 }), { text: '', same: true });
});
test('lines must end in a terminal mark that is no ellipsis, unless FineWeb asks', () => {
    const lines = ['This line has none', 'This line trails off...', 'He said "so it is"', five];
    assert.deepEqual(rewrite(lines.join('\n')), { text: `He said "so it is"\n${five}`, same: false });
    const all = lines.join('\n');
    assert.deepEqual(rewrite(all, { terminalPunctuation: false }), { text: all, same: true });
});
test('lines of fewer than three words, citations and all', () => {
    assert.deepEqual(rewrite(`Too short.\n${five}`), { text: five, same: false });
    assert.deepEqual(rewrite(`Three words now.\n${five}`), { text: `Three words now.\n${five}`, same: true });
    assert.deepEqual(rewrite(`Short [1] one.\n${five}`), { text: `Short  one.\n${five}`, same: false });
});
test('citations are taken out', () => {
    const text = `A claim is made.[12] An edit[edit] is made[citation needed].\n${five}[]`;
    assert.deepEqual(rewrite(text), { text: `A claim is made. An edit is made.\n${five}`, same: false });
    assert.deepEqual(rewrite(text, { removeCitations: false, terminalPunctuation: false }), { text, same: true });
});
test('lines with a word of more than 1,000 characters', () => {
    const at = `A word of ${'𝐱'.repeat(999)}.`;
    const above = `A word of ${'𝐱'.repeat(1000)}.`;
    assert.deepEqual(rewrite(`${at}\n${five}`), { text: `${at}\n${five}`, same: true });
    assert.deepEqual(rewrite(`${above}\n${five}`), { text: five, same: false });
});
test('lines about JavaScript and policies', () => {
    for (const line of [
        'Please enable JavaScript now.',
        'Read our Privacy Policy here.',
        'This site uses cookies today.',
    ]) {
        assert.deepEqual(rewrite(`${line}\n${five}`), { text: five, same: false });
    }
    const text = `Please enable JavaScript now.\n${five}`;
    assert.deepEqual(rewrite(text, { javascriptLines: false }), { text, same: true });
});
test('documents with lorem ipsum or a curly bracket in a line that would be kept', () => {
    const lorem = `${five}\nLorem Ipsum is here.`;
    assert.deepEqual(rewrite(lorem), { keep: false, reason: 'lorem_ipsum', value: null, limit: null });
    const bracket = `${five}\nA { is here.`;
    assert.deepEqual(rewrite(bracket), { keep: false, reason: 'curly_bracket', value: null, limit: null });
    assert.deepEqual(rewrite(bracket, { curlyBrackets: false }), { text: bracket, same: true });
    assert.deepEqual(rewrite(`${five}\nno mark after {`), { text: five, same: false });
});
test('lines are stripped and joined by line feeds', () => {
    assert.deepEqual(rewrite(`  \u3000${five} \r\n\r\n\tAnd one more line.\u2028`), {
        text: `${five}\nAnd one more line.`,
        same: false,
    });
});
//# sourceMappingURL=c4-quality.test.js.map