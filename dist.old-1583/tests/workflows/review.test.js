import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noteOf, review, reviewId } from '../../workflows/review.js';
const request = { store: 's', dataset: 'mail', version: 7, manifestSha256: 'a'.repeat(64), schedule: 'nightly-1' };
function flow(word, standing = word) {
    const asked = [];
    const steps = {
        word: async () => word,
        decide: async (decision) => {
            asked.push(['decide', decision]);
            return { moved: true, latest: 7, resumed: true, ...(standing ?? { decision: 'rejected', note: '' }) };
        },
        announce: async (said) => {
            asked.push(['announce', said]);
        },
    };
    return { asked, steps };
}
test('a word is carried out, then told', async () => {
    const word = { decision: 'approved', note: 'a new source, wanted' };
    const { asked, steps } = flow(word);
    assert.deepEqual(await review(request, steps), { ...word, latest: 7, resumed: true });
    assert.deepEqual(asked, [
        ['decide', { ...request, ...word }],
        ['announce', word],
    ]);
});
test('what was decided elsewhere before stands, and is what is told', async () => {
    const standing = { decision: 'rejected', note: 'by the command line' };
    const { asked, steps } = flow({ decision: 'approved', note: '' }, standing);
    assert.deepEqual(await review(request, steps), { ...standing, latest: 7, resumed: true });
    assert.deepEqual(asked.at(-1), ['announce', standing]);
});
test('without a word nothing is done', async () => {
    const { asked, steps } = flow(undefined);
    assert.deepEqual(await review(request, steps), { decision: 'expired', note: '', latest: null, resumed: false });
    assert.deepEqual(asked, []);
});
test('whatever a signal brings is a bounded note', () => {
    assert.equal(noteOf('fine'), 'fine');
    assert.equal(noteOf(undefined), '');
    assert.equal(noteOf(null), '');
    assert.equal(noteOf({ by: 'Ann' }), '{"by":"Ann"}');
    assert.equal(noteOf('x'.repeat(5000)).length, 1000);
});
test('reviews of versions, datasets and stores do not meet', () => {
    const ids = [
        reviewId('millrace-1', 'mail', 7),
        reviewId('millrace-1', 'mail', 8),
        reviewId('millrace-1', 'web', 7),
        reviewId('millrace-2', 'mail', 7),
    ];
    assert.equal(new Set(ids).size, 4);
});
//# sourceMappingURL=review.test.js.map