import assert from 'node:assert/strict';
import { test } from 'node:test';
import { augmentText } from '../../../pipelines/text-augment/augment-text.js';
import { openDocumentReader } from '../../../shards/documents.js';
import { groupsOf } from '../../../shards/row-file.js';
import { openTokenReader } from '../../../shards/tokens.js';
import { plannedBuild } from './planned-build.js';
import { runJobs } from './run-jobs.js';
const lines = Array.from({ length: 40 }, (_, index) => JSON.stringify({
    id: `d${index}`,
    text: `The quick fox number ${index} runs. It sleeps.`,
    label: index % 2 ? 'a' : 'b',
})).join('\n');
const files = { 'list.jsonl': lines, 'words.tsv': 'quick\tfast\n' };
const recipe = `sources: [ { format: jsonl, path: list.jsonl, id: id, text: text, label: label } ]
augment:
  copies: 2
  seed: 3
  operations: [ { synonym-replacement: { thesaurus: words.tsv } }, { random-swap: { share: 0.2 } } ]
tokenizer: { train: { vocabulary: 300 } }
pack: { length: 64 }
output: { holdout: 0.2 }
`;
async function documentsOf({ storage, plan }, { shards }, split) {
    const documents = [];
    for (const { file } of shards.filter((shard) => shard.content === 'documents' && shard.split === split)) {
        for await (const rows of groupsOf(await openDocumentReader(storage, `${plan.dataset}/${file}`)))
            documents.push(...rows);
    }
    return documents;
}
test('copies follow their document in the train split, each what the stream makes of it in its epoch', async (t) => {
    const build = await plannedBuild(t, files, recipe, 'text');
    const { written } = await runJobs(build);
    const train = await documentsOf(build, written, 'train');
    const originals = train.filter(({ parent }) => parent === null);
    const operations = [
        { name: 'synonym-replacement', parameters: { thesaurus: `${build.plan.recipeFolder}/words.tsv`, share: 0.1 } },
        { name: 'random-swap', parameters: { share: 0.2 } },
    ];
    const expected = [];
    for (const original of originals) {
        expected.push(original);
        for (const epoch of [0, 1]) {
            const text = await augmentText(operations, original.text, { seed: 3, recordId: original.id, epoch });
            expected.push({ ...original, id: '', text, parent: original.id });
        }
    }
    assert.deepEqual(train.map((document) => (document.parent === null ? document : { ...document, id: '' })), expected);
    assert.ok(train.every(({ text, parent }) => parent === null || /fast/i.test(text)));
    assert.equal(new Set(train.map(({ id }) => id)).size, train.length);
    const holdout = await documentsOf(build, written, 'holdout');
    assert.ok(holdout.length > 0 && holdout.every(({ parent }) => parent === null));
});
test('copies are packed, and neither counted nor measured as records', async (t) => {
    const build = await plannedBuild(t, files, recipe, 'text');
    const { written } = await runJobs(build);
    assert.equal(written.ledger.kept, 40);
    const [documents] = written.shards.filter(({ content, split }) => content === 'documents' && split === 'train');
    assert.equal(documents?.copies, ((documents?.rows ?? 0) / 3) * 2);
    const tokens = written.shards.find(({ content, split }) => content === 'tokens' && split === 'train');
    const packed = [];
    const shape = { length: 64, vocabulary: 300 };
    for await (const rows of groupsOf(await openTokenReader(build.storage, `${build.plan.dataset}/${tokens?.file}`, shape)))
        packed.push(...rows.flatMap((row) => row.documents));
    assert.equal(new Set(packed).size, documents?.rows);
    assert.equal(written.sources[0]?.records.kept, 40);
});
test('another thesaurus is another build, and one that is missing is told of before any work', async (t) => {
    const names = [];
    for (const synonym of ['fast', 'rapid'])
        names.push((await plannedBuild(t, { ...files, 'words.tsv': `quick\t${synonym}\n` }, recipe, 'text')).plan.build);
    assert.notEqual(names[0], names[1]);
    await assert.rejects(plannedBuild(t, { 'list.jsonl': lines }, recipe, 'text'), {
        code: 'no-stage-file',
        at: 'augment.operations[0].synonym-replacement.thesaurus',
    });
});
//# sourceMappingURL=text-jobs.test.js.map