import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomUint32 } from '../../../core/seeded-random.js';
import { explain } from '../../../quality/why.js';
import { readManifest } from '../../../shards/catalogue.js';
import { textStore } from './text-builds.js';
const word = (number) => String.fromCharCode(...[1, 26, 676].map((place) => 97 + (Math.floor(number / place) % 26)));
/** 80 words about a topic, of which the last `changes` are others. */
function about(topic, changes = 0) {
    const seed = (place) => (place < 80 - changes ? topic : 500 + topic + changes);
    return Array.from({ length: 80 }, (_, place) => word(randomUint32(seed(place), place))).join(' ');
}
const older = [
    { id: 'a', text: about(1), url: 'http://example.org/1' },
    { id: 'b', text: about(2), url: 'http://example.org/2' },
    { id: 'again', text: about(2, 2), url: 'http://example.org/2' },
    { id: 'c', text: about(3), url: 'http://example.org/3' },
];
const newer = [
    { id: 'a', text: about(1), url: 'http://example.org/1' },
    { id: 'near', text: about(3, 4), url: 'http://example.org/3/' },
    { id: 'new', text: about(4), url: 'http://example.org/4' },
    { id: 'new-near', text: about(4, 3), url: 'http://example.org/5' },
    { id: 'other', text: about(5), url: 'http://example.org/2' },
];
const small = 'output: { shardBytes: 800 }\nlimits: { partitionBytes: 1200 }\n';
test('documents that an earlier version has are merged into its own, by text, address and similarity', async (t) => {
    const store = textStore(t);
    const first = await store.build(older, `stages: [ dedup-minhash ]\n${small}`, 'old');
    assert.deepEqual(Object.keys(first.texts), ['a', 'b', 'c']);
    assert.ok(first.manifest.shards.length > 1);
    const merged = async (stage) => {
        const { fates } = await store.build(newer, `stages: [ ${stage} ]\n${small}`, 'fresh');
        return Object.values(fates).flatMap(({ id, fate, reason, into, similarity }) => fate === 'merged' ? [[id, reason, into, similarity]] : []);
    };
    assert.deepEqual(await merged('{ dedup-exact: { against: old } }'), [['a', 'in-version', 'old@1#a', 1]]);
    assert.deepEqual(await merged('{ dedup-url: { against: old@1, keep: last } }'), [
        ['a', 'in-version', 'old@1#a', 1],
        ['near', 'in-version', 'old@1#c', 1],
        ['other', 'in-version', 'old@1#b', 1],
    ]);
    // 76 shingles each: the last 4 and the 4 over the border are others.
    assert.deepEqual(await merged('{ dedup-minhash: { against: old@latest, keep: longest, bands: 8, rows: 3 } }'), [
        ['a', 'in-version', 'old@1#a', 1],
        ['near', 'in-version', 'old@1#c', 72 / 80],
        ['new-near', 'duplicate', 'new', 73 / 79],
    ]);
});
test('documents of a version are not merged with each other: the most similar one takes the new one', async (t) => {
    const store = textStore(t);
    await store.build(older, small, 'old');
    const { fates } = await store.build([{ id: 'same', text: about(2, 2) }], `stages: [ { dedup-minhash: { against: old, bands: 8, rows: 3 } } ]\n${small}`);
    assert.deepEqual([fates['same']?.into, fates['same']?.similarity], ['old@1#again', 1]);
});
test('the version is in the lineage by number and digest, and another version is another build', async (t) => {
    const store = textStore(t);
    const stages = `stages: [ { dedup-exact: { against: texts } } ]\n${small}`;
    const first = await store.build(older, stages);
    assert.equal(first.manifest.lineage.against, undefined);
    const second = await store.build(newer, stages);
    const { sha256 } = await readManifest(store.storage, 'texts@1');
    assert.deepEqual(second.manifest.lineage.against, [{ dataset: 'texts', version: 1, sha256 }]);
    assert.match(JSON.stringify(second.manifest.lineage.recipe), /"against":\["texts@1"\]/);
    assert.notEqual(second.manifest.lineage.recipeSha256, first.manifest.lineage.recipeSha256);
    const third = await store.build(newer, `stages: [ { dedup-exact: { against: texts@all } } ]\n${small}`);
    assert.deepEqual(third.manifest.lineage.against?.map(({ version }) => version), [1, 2]);
    assert.deepEqual(Object.values(third.fates).map(({ id, into }) => [id, into]), [
        ['a', 'texts@1#a'],
        ['near', 'texts@2#near'],
        ['new', 'texts@2#new'],
        ['new-near', 'texts@2#new-near'],
        ['other', 'texts@2#other'],
    ]);
    const { chain, into } = await explain(store.storage, second.manifest, { id: 'a' });
    assert.deepEqual([into, chain], ['texts@1#a', ['texts@1#a']]);
});
test('augmented copies of an earlier version are compared with nothing', async (t) => {
    const store = textStore(t);
    const text = 'the mill by the river ground the corn of the valley since the days of the abbey';
    const copies = 'augment: { copies: 3, operations: [random-swap] }\n';
    const first = await store.build([{ id: 'a', text }], copies, 'copied');
    const texts = [...new Set(Object.values(first.texts))];
    assert.ok(texts[0] === text && texts.length > 1);
    const second = await store.build(texts.map((each, place) => ({ id: `n${place}`, text: each })), 'stages: [ { dedup-exact: { against: copied } } ]\n');
    assert.deepEqual(Object.values(second.fates).map(({ into }) => into), ['copied@1#a', ...new Array(texts.length - 1).fill(null)]);
});
test('a version that is not there is one error that names the key, before any work', async (t) => {
    const store = textStore(t);
    const build = (against) => store.build(older, `stages: [ dedup-exact, { dedup-minhash: { against: ${against} } } ]\n`);
    await assert.rejects(build('gone@latest'), {
        code: 'dataset-not-found',
        kind: 'usage',
        at: 'stages[1].dedup-minhash.against',
        message: /^stages\[1\]\.dedup-minhash\.against: there is no dataset gone$/,
    });
    assert.equal((await build('texts@all')).manifest.lineage.against, undefined);
    const failing = 'stages: [ normalize ]\ngates: [ { metric: records, min: 100 } ]\n';
    assert.equal((await store.build(newer, failing)).manifest.gatesPassed, false);
    assert.deepEqual((await build('[texts@all, texts]')).manifest.lineage.against?.map(({ version }) => version), [1]);
    await assert.rejects(build('texts@7'), { code: 'version-not-found', message: /has no version 7$/ });
});
//# sourceMappingURL=known-version.test.js.map