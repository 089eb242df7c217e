import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { millrace } from './command.js';
const tokenizer = fileURLToPath(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot));
test('nothing to learn from, and a tokenizer that is not there, are refused, and nothing is written', async (t) => {
    const folder = temporaryFolder(t);
    const [text, out] = [join(folder, 'a.txt'), join(folder, 'a.ngrams')];
    writeFileSync(text, '');
    for (const [named, code] of [
        [tokenizer, 'no-text'],
        [join(folder, 'none.json'), 'tokenizer-not-found'],
    ]) {
        const answer = await millrace(['ngram', 'train', text, '--tokenizer', named, '--out', out]);
        assert.equal(answer.code, 2);
        assert.match(answer.err, new RegExp(`\\[${code}\\]`));
    }
    assert.equal(existsSync(out), false);
});
//# sourceMappingURL=ngram.test.js.map