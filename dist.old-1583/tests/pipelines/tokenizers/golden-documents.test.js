import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openTokenizer } from '../../../pipelines/tokenizers/open-tokenizer.js';
import { packageRoot } from '../../../storage/package-root.js';
const data = new URL('../shared/data/', packageRoot);
const skip = existsSync(data) ? false : 'needs ../shared/data: real documents and the ids of tokenizers 0.23.3';
function readLines(path) {
    const text = gunzipSync(readFileSync(new URL(path, data))).toString();
    return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
}
for (const name of ['bytelevel-32k', 'llama3regex-32k']) {
    test(`${name}: ids of real documents and edge strings equal those of tokenizers 0.23.3`, { skip }, () => {
        const tokenizer = openTokenizer(readFileSync(new URL(`tokenizers/${name}.json`, data), 'utf8'));
        const texts = new Map();
        for (const part of readdirSync(new URL('golden/', data)).filter((file) => file.startsWith('part-'))) {
            for (const { id, text } of readLines(`golden/${part}`))
                texts.set(id, text);
        }
        const golden = readLines(`golden/tokens.${name}.jsonl.gz`);
        assert.ok(golden.length > 0);
        for (const { id, ids } of golden) {
            const text = texts.get(id) ?? '';
            const found = tokenizer.encode(text);
            assert.deepEqual([...found], ids, id);
            assert.equal(tokenizer.decode(found), text.toWellFormed(), id);
        }
        const edges = JSON.parse(readFileSync(new URL(`golden/tokens-edge.${name}.json`, data), 'utf8'));
        for (const { text, ids, decoded } of edges) {
            assert.deepEqual([...tokenizer.encode(text)], ids, JSON.stringify(text));
            assert.equal(tokenizer.decode(ids), decoded);
        }
    });
}
//# sourceMappingURL=golden-documents.test.js.map