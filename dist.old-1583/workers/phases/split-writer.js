import { openBestFit } from '../../pipelines/packing/best-fit.js';
import { openConcatenation } from '../../pipelines/packing/concatenate.js';
import { openTokenBuffer } from '../../pipelines/tokenizers/tokenizer.js';
import { addSequence } from '../../quality/record-metrics.js';
import { openDocumentWriter } from '../../shards/documents.js';
import { openTokenWriter } from '../../shards/tokens.js';
import { openRollingWriter } from './rolling-writer.js';
import { openTextCopies } from './text-copies.js';
/** So many documents and their copies are in memory. */
const documentsAtOnce = 64;
export function openSplitWriter(build, split, tokenizer, measures) {
    const { dataset, recipe } = build.plan;
    const documentFiles = openRollingWriter(() => openDocumentWriter(build.storage, dataset), recipe.output.shardBytes, ({ text }) => Buffer.byteLength(text), ({ parent }) => (parent === null ? 0 : 1));
    // What is judged on the holdout split is judged on texts as they are.
    const copiesOf = split === 'train' && recipe.augment !== null ? openTextCopies(recipe.augment, build.plan) : undefined;
    const tokenFiles = tokenizer === null ? undefined : openTokenFiles(build, tokenizer, measures);
    return {
        add: async (documents, alive) => {
            const counts = [];
            for (let from = 0; from < documents.length; from += documentsAtOnce) {
                const rows = [];
                for (const document of documents.slice(from, from + documentsAtOnce)) {
                    const { format: _, ...rest } = document;
                    rows.push({ ...rest, parent: null });
                    if (copiesOf === undefined)
                        continue;
                    for await (const copy of copiesOf(document)) {
                        alive();
                        rows.push(copy);
                    }
                }
                await documentFiles.add(rows);
                counts.push(...((await tokenFiles?.add(rows)) ?? []));
            }
            return counts;
        },
        finish: async () => {
            const documents = await documentFiles.finish();
            const tokens = (await tokenFiles?.finish()) ?? [];
            return [
                ...documents.map(({ tally: copies, ...file }) => ({
                    ...file,
                    content: 'documents',
                    split,
                    ...(copies === 0 ? {} : { copies }),
                })),
                ...tokens.map(({ tally, ...file }) => ({ ...file, content: 'tokens', split, tokens: tally })),
            ];
        },
        packing: () => tokenFiles?.count() ?? null,
        abort: async () => {
            await documentFiles.abort();
            await tokenFiles?.abort();
        },
    };
}
function openTokenFiles(build, { tokenizer, separator, padding, append }, { metrics, counts: { tokenIds } }) {
    const { dataset, recipe } = build.plan;
    const { length, strategy } = recipe.pack;
    const vocabulary = tokenizer.vocabularySize;
    const width = vocabulary <= 65_536 ? 2 : 4;
    const files = openRollingWriter(() => openTokenWriter(build.storage, dataset, { length, vocabulary }), recipe.output.shardBytes, () => length * width, ({ used }) => used);
    const open = strategy === 'concatenate' ? openConcatenation : openBestFit;
    const packer = open({ length, vocabularySize: vocabulary, separator, padding });
    const buffer = openTokenBuffer();
    let sequences = 0;
    let usedTokens = 0;
    const write = async (packed) => {
        for (const { used } of packed) {
            addSequence(metrics, used, length);
            usedTokens += used;
        }
        sequences += packed.length;
        await files.add(packed);
    };
    return {
        add: async (documents) => {
            const counts = [];
            const packed = [];
            for (const { id, text, parent } of documents) {
                buffer.length = 0;
                append(text, buffer);
                const ids = buffer.ids.subarray(0, buffer.length);
                if (parent === null) {
                    counts.push(buffer.length);
                    tokenIds.addAll(ids);
                }
                packed.push(...packer.add(id, ids));
            }
            await write(packed);
            return counts;
        },
        finish: async () => {
            await write(packer.finish());
            return files.finish();
        },
        count: () => ({ sequences, usedTokens, splitDocuments: packer.splitDocuments() }),
        abort: files.abort,
    };
}
//# sourceMappingURL=split-writer.js.map