import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.js';
import { packageRoot } from '../../storage/package-root.js';
import { readFixture } from '../pipelines/tokenizers/fixture.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { millrace } from './command.js';
const tokenizer = fileURLToPath(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot));
const german = 'Alle Menschen sind frei und gleich an Würde und Rechten geboren.';
const english = 'All human beings are born free and equal in dignity and rights.';
test('a tokenizer is measured by language, the one of most characters first', async (t) => {
    const file = join(temporaryFolder(t), 'a.jsonl');
    writeFileSync(file, [english, german, english, '12'].map((text) => JSON.stringify({ text })).join('\n'));
    const { code, out, err } = await millrace(['tokenizer', 'measure', tokenizer, file, '--json']);
    assert.equal(code, 0);
    const measured = JSON.parse(out);
    const count = (text) => openTokenizer(readFixture('gpt2-700.json')).encode(text).length;
    assert.deepEqual(measured.languages.map(({ language, texts, characters, bytes, tokens }) => [
        ...[language, texts, characters, bytes, tokens],
    ]), [
        ['en', 2, 126, 126, 2 * count(english)],
        ['de', 1, 64, 65, count(german)],
        ['und', 1, 2, 2, count('12')],
    ]);
    assert.equal(measured.tokens, 2 * count(english) + count(german) + count('12'));
    assert.equal(measured.tokensPerCharacter, Math.round((1e6 * measured.tokens) / 192) / 1e6);
    assert.equal(measured.languages[1].bytesPerToken, Math.round((1e6 * 65) / count(german)) / 1e6);
    assert.match(err, /language +texts +characters/);
});
test('nothing to measure, and no tokenizer, are usage errors', async (t) => {
    const file = join(temporaryFolder(t), 'a.txt');
    writeFileSync(file, '');
    assert.match((await millrace(['tokenizer', 'measure', tokenizer, file])).err, /\[no-text\]/);
    const { code, err } = await millrace(['tokenizer', 'measure', `${tokenizer}.none`, file]);
    assert.match(err, /\[tokenizer-not-found\]/);
    assert.equal(code, 2);
});
//# sourceMappingURL=tokenizer.test.js.map