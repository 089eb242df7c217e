import { readFileSync } from 'node:fs';
import { randomUint32 } from '../../core/seeded-random.js';
import { openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.js';
import { commitVersion } from '../../shards/catalogue.js';
import { openDocumentWriter } from '../../shards/documents.js';
import { contentName } from '../../shards/row-file.js';
import { openTokenWriter } from '../../shards/tokens.js';
import { packageRoot } from '../../storage/package-root.js';
import { writeSampleVersion } from '../shards/sample-version.js';
const tokenizerJson = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot));
export const tokenizer = openTokenizer(tokenizerJson.toString());
/** Commits a version with token and document shards of its own, whose other files are those of a sample version. */
export async function commitSynthetic(storage, shape) {
    const { dataset, sequences, length, documents, holdoutDocuments = [] } = shape;
    const draft = await writeSampleVersion(storage, dataset, 8);
    const vocabulary = tokenizer.vocabularySize;
    const shards = [];
    for (const [shard, count] of sequences.entries()) {
        const writer = await openTokenWriter(storage, dataset, { length, vocabulary });
        await writer.add(Array.from({ length: count }, (_, row) => sequenceOf(shard, row, length, vocabulary)));
        shards.push({ ...(await writer.finish()), content: 'tokens', split: 'train', tokens: count * length });
    }
    for (const [rows, split] of [
        ...documents.map((each) => [each, 'train']),
        ...(holdoutDocuments.length > 0 ? [[holdoutDocuments, 'holdout']] : []),
    ]) {
        const writer = await openDocumentWriter(storage, dataset);
        await writer.add(rows);
        shards.push({ ...(await writer.finish()), content: 'documents', split });
    }
    const writer = await storage.open();
    await writer.write(tokenizerJson);
    const name = contentName('data', 'json');
    const { sha256 } = await writer.finish((digest) => `${dataset}/${name(digest)}`);
    const total = sequences.reduce((sum, count) => sum + count, 0);
    return await commitVersion(storage, {
        ...draft,
        lineage: { ...draft.lineage, tokenizer: { file: name(sha256), sha256, vocabulary } },
        packing: { sequences: total, length, usedTokens: total * length, paddingRatio: 0, splitDocuments: 0 },
        shards,
    });
}
/** A sequence that is a function of its place, so that a test can say what must stand there. */
export function sequenceOf(shard, row, length, vocabulary) {
    const seed = shard * 1_000_003 + row;
    const tokens = Uint32Array.from({ length }, (_, place) => randomUint32(seed, place) % vocabulary);
    return { tokens, used: 1 + (randomUint32(seed, length) % length), starts: [0], documents: [`document-${seed}`] };
}
/** Documents whose labels are those of `labels` in turn. */
export function labelledDocuments(count, labels, first = 0) {
    return Array.from({ length: count }, (_, index) => ({
        id: `document-${first + index}`,
        text: 'the quick 中文 😀 fox, '.repeat(1 + ((first + index) % 5)) + String(first + index),
        source: `file.jsonl:${first + index + 1}`,
        label: labels[index % labels.length] ?? null,
        parent: null,
        metadata: {},
    }));
}
//# sourceMappingURL=synthetic-version.js.map