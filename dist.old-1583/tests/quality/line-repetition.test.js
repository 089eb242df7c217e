import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { repeatedLineShare } from '../../quality/line-repetition.js';
import { packageRoot } from '../../storage/package-root.js';
test('by hand', () => {
    assert.equal(repeatedLineShare(''), 0);
    assert.equal(repeatedLineShare('\n\n\n'), 0);
    assert.equal(repeatedLineShare('one\ntwo\nthree'), 0);
    assert.equal(repeatedLineShare('ab\nab'), 2 / 5);
    assert.equal(repeatedLineShare('ab\n\nab\nab\n'), 4 / 10);
    assert.equal(repeatedLineShare('ab\nba\n ab'), 0);
});
test('the same as by a set of lines', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '\u0000', '中', '\ud800'), maxLength: 3 });
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const text = lines.join('\n');
        const seen = new Set();
        let repeated = 0;
        for (const each of lines) {
            if (seen.has(each))
                repeated += each.length;
            seen.add(each);
        }
        assert.equal(repeatedLineShare(text), text === '' ? 0 : repeated / text.length);
    }));
});
const golden = new URL('../shared/data/golden/', packageRoot);
/** Objects of all lines of the files that begin so. */
function linesOf(begin) {
    return readdirSync(golden)
        .filter((name) => name.startsWith(begin))
        .flatMap((name) => gunzipSync(readFileSync(new URL(name, golden)))
        .toString()
        .trim()
        .split('\n'))
        .map((line) => JSON.parse(line));
}
test("datatrove's ratio for real documents", { skip: !existsSync(golden) && 'no ../shared/data/golden' }, () => {
    const texts = new Map(linesOf('part-').map(({ id, text }) => [id, text]));
    let compared = 0;
    for (const { id, metrics } of linesOf('filters.jsonl')) {
        const text = texts.get(id);
        const wanted = metrics?.['dup_line_char'];
        if (text === undefined || wanted === undefined)
            continue;
        compared++;
        assert.ok(Math.abs(repeatedLineShare(text) - wanted) < 1e-3, id);
    }
    assert.ok(compared > 500, `${compared}`);
});
//# sourceMappingURL=line-repetition.test.js.map