import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomUint32 } from '../../core/seeded-random.js';
import { fileDigests, millraceOutput } from './build-command.js';
import { temporaryFolder } from './mail-store.js';
const folder = temporaryFolder();
test.after(() => folder[Symbol.dispose]());
const vocabulary = 'the of and to have with that quick brown fox river stone paper window garden morning silver'.split(' ');
const poisoned = 17;
/** Text of so many words drawn by `seed`, in sentences of twelve. */
function textOf(words, seed) {
    const parts = [];
    for (let i = 0; i < words; i++) {
        parts.push(vocabulary[randomUint32(seed, i) % vocabulary.length] ?? '', i % 12 === 11 ? '.\n' : ' ');
    }
    return parts.join('');
}
// One document of 12 MB, below limits.recordBytes, needs more memory than a host of 200 MiB has; one of 1 MB does not.
writeFileSync(join(folder.path, 'documents.jsonl'), Array.from({ length: 40 }, (_, index) => {
    const words = index === poisoned ? 2_200_000 : index === 30 ? 180_000 : 150;
    return `${JSON.stringify({ id: `d${index}`, text: textOf(words, index) })}\n`;
}).join(''));
const recipe = join(folder.path, 'poison.yaml');
writeFileSync(recipe, `version: 1
dataset: poison
kind: text
sources: [ { format: jsonl, path: documents.jsonl, id: id, text: text } ]
stages: [ gopher-repetition: { words: whitespace }, dedup-minhash ]
limits: { quarantine: 0.1 }
`);
async function fatesOf(store) {
    const { stdout } = await millraceOutput(['fates', 'poison', '--store', store, '--json']);
    return stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
}
function build(store, memory) {
    return millraceOutput(['build', recipe, '--store', store, '--threads', '1', '--host-memory', memory, '--json']);
}
test('a record that no host survives is found, quarantined and left out; all others have their fates', async () => {
    const small = join(folder.path, 'small');
    const large = join(folder.path, 'large');
    const { code, stderr } = await build(small, '200MiB');
    assert.equal(code, 0, stderr);
    assert.match(stderr, new RegExp(`record ${poisoned} ends its host \\(out-of-memory\\)`));
    const ample = await build(large, '2GiB');
    assert.equal(ample.code, 0, ample.stderr);
    assert.doesNotMatch(ample.stderr, /ends its host/);
    const [fates, ampleFates] = [await fatesOf(small), await fatesOf(large)];
    const bad = fates.filter(({ fate }) => fate === 'quarantined');
    assert.deepEqual(bad.map(({ id, stage, reason }) => [id.length > 0, stage, reason]), [[true, 'host', 'host-out-of-memory']]);
    const others = (lines) => lines.filter((_, index) => index !== poisoned);
    assert.deepEqual(others(fates), others(ampleFates));
    assert.notEqual(ampleFates[poisoned]?.fate, 'quarantined');
    const before = fileDigests(small, 'poison');
    const again = await build(small, '200MiB');
    assert.equal(again.code, 0, again.stderr);
    assert.deepEqual(fileDigests(small, 'poison'), before);
});
//# sourceMappingURL=poison.test.js.map