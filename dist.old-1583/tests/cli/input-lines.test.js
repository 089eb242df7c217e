import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inputLines } from '../../cli/try/input-lines.js';
async function* stream(pieces) {
    yield* pieces;
}
async function linesOf(pieces, limitBytes = 1000) {
    const found = [];
    for await (const lines of inputLines(stream(pieces), limitBytes))
        for (const line of lines)
            found.push(line === null ? null : Buffer.from(line).toString());
    return found;
}
test('lines are those of the whole text, however it is cut', () => fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r') })), fc.array(fc.nat(20)), async (texts, cuts) => {
    const bytes = Buffer.from(texts.join(''));
    const pieces = [];
    let from = 0;
    for (const cut of cuts) {
        pieces.push(bytes.subarray(from, from + cut));
        from += cut;
    }
    pieces.push(bytes.subarray(from));
    const expected = bytes.toString().split('\n');
    if (expected.at(-1) === '')
        expected.pop();
    assert.deepEqual(await linesOf(pieces), expected);
})));
test('a line above the limit is null, and the next one is whole', async () => {
    const pieces = ['12345', '678', '9\nab', '\n', '123456'].map((text) => Buffer.from(text));
    assert.deepEqual(await linesOf(pieces, 5), [null, 'ab', null]);
});
test('lines are given as they arrive', async () => {
    const lines = inputLines(stream([Buffer.from('a\nb'), Buffer.from('c\n')]), 10);
    assert.equal((await lines.next()).value?.length, 1);
    assert.equal(Buffer.from((await lines.next()).value?.[0] ?? []).toString(), 'bc');
});
//# sourceMappingURL=input-lines.test.js.map