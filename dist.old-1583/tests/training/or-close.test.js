import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.js';
import { openImageStream } from '../../streaming/open-image-stream.js';
import { orClose } from '../../training/or-close.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { commitImages, pictures } from '../streaming/image-version.js';
test('streams are closed where what is opened after them fails, and else go on', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    const version = await commitImages(storage, { dataset: 'set', train: [await pictures(6, ['a'])] });
    const open = async () => {
        const stream = await openImageStream({ storage, version, split: 'train', batch: 2, seed: 1, threads: 1, size: 8 });
        t.after(stream.close);
        return stream;
    };
    const first = await open();
    const second = await orClose([first], open);
    for await (const { samples } of first.batches())
        assert.equal(samples, 2);
    const failure = new Error('no engine');
    for (const opening of [() => Promise.reject(failure), () => assert.fail(failure)]) {
        await assert.rejects(orClose([first, second], opening), failure);
    }
    for (const stream of [first, second])
        await assert.rejects(stream.batches().next(), /a reader thread has ended/);
});
//# sourceMappingURL=or-close.test.js.map