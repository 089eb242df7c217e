import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { MillraceError } from '../core/errors.js';
import { isProblem, parseFrame } from '../pipelines/reader.js';
import { formatOfName } from '../pipelines/readers/format-of-name.js';
import { findReader } from '../pipelines/readers/readers.js';
import { findStage } from '../pipelines/registry.js';
import { prepareStages, runStages } from '../pipelines/run-stages.js';
import { openSourceFile } from '../storage/source-file.js';
import { findInputs } from '../workers/planning/find-inputs.js';
import { withFilePaths } from '../workers/planning/stage-files.js';
import { loadDatedRecipe } from './load-dated-recipe.js';
const fileLimits = {
    recordBytes: 16 * 2 ** 20,
    expansionRatio: 200,
};
/** Formats whose records have columns. */
const tabular = new Set(['jsonl', 'csv', 'tsv', 'parquet', 'arrow']);
/** The texts of {@link openDocuments}. */
export async function openCorpus(paths) {
    const { chunks, passedOver } = await openDocuments(paths);
    return { chunks: textsOf(chunks), passedOver };
}
async function* textsOf(chunks) {
    for await (const chunk of chunks)
        yield chunk.map(({ text }) => text);
}
/**
 * The documents of a recipe's sources after its stages, without comparing records with each other; or of files, whose
 * format their names tell, compressed or not: `.jsonl` and tables (column `text`), `.html`, `.pdf` and so on, else plain
 * text. A recipe has its own columns.
 * Throws a usage error for a recipe that is wrong and for a file that is not there.
 */
export async function openDocuments(paths, columns = {}) {
    const [only] = paths;
    if (paths.length === 1 && only !== undefined && /\.ya?ml$/.test(only)) {
        const { recipe, folder } = await loadDatedRecipe(only, []);
        const files = (await findInputs(recipe, folder)).map(({ path, key, bytes, source }) => ({
            path,
            key,
            bytes,
            source: recipe.sources[source] ?? { format: 'text', options: {} },
        }));
        return corpusOf(files, localStages(recipe, folder), recipe.limits);
    }
    const files = await Promise.all(paths.map((path) => namedFile(path, columns)));
    return corpusOf(files, [], fileLimits);
}
async function namedFile(path, columns) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true)
        throw new MillraceError('no-input', 'expected a file or a recipe (.yaml), found none', { kind: 'usage', at: path });
    const format = formatOfName(path) ?? 'text';
    const options = tabular.has(format) ? columns : columns.label === 'folder' ? { label: 'folder' } : {};
    return { path: resolve(path), key: path, bytes: found.size, source: { format, options: { ...options } } };
}
function localStages({ stages: chosen }, folder) {
    return chosen.flatMap((each) => {
        const stage = findStage(each.stage);
        if (stage === undefined || stage.kind === 'dedup')
            return [];
        return [{ stage, parameters: withFilePaths('text', each, folder).parameters, when: each.when }];
    });
}
function corpusOf(files, bound, limits) {
    let passedOver = 0;
    async function* chunks() {
        await prepareStages(bound);
        for (const { path, key, bytes, source } of files) {
            const reader = findReader(source.format);
            if (reader === undefined)
                continue;
            const options = reader.options.parse(source.options);
            const place = { key, folder: basename(dirname(path)) };
            const opened = openSourceFile(path);
            const file = { fileBytes: bytes, range: opened.range };
            const input = { ...place, firstLine: 1, pieces: opened.read(), file };
            for await (const frames of reader.frames(input, limits, options)) {
                const documents = [];
                for (const frame of frames) {
                    const parsing = parseFrame(reader, frame, place, options, limits);
                    const parsed = parsing instanceof Promise ? await parsing : parsing;
                    const outcome = isProblem(parsed)
                        ? undefined
                        : runStages(bound, { ...parsed, id: parsed.id ?? frame.source, source: frame.source });
                    if (outcome !== undefined && 'document' in outcome)
                        documents.push(outcome.document);
                    else
                        passedOver++;
                }
                yield documents;
            }
            await opened.close();
        }
    }
    return { chunks: chunks(), passedOver: () => passedOver };
}
//# sourceMappingURL=corpus-texts.js.map