import { stringify } from 'yaml';
import { undetermined } from '../../core/language-code.js';
import { recordColumns } from './card-columns.js';
import { splitsOf } from './card-files.js';
const leastShare = 0.01;
/**
 * The card's YAML front matter, as Hugging Face reads it: languages, size, and the columns, splits and files of the
 * documents or images.
 * `num_bytes` are those of the files. What a version does not know, such as a licence, is left out; token shards too,
 * since `datasets` reads one kind of file in a folder.
 * Source: https://github.com/huggingface/hub-docs, datasetcard.md.
 */
export function frontMatter(manifest) {
    const languages = languagesOf(manifest);
    const { content: held, columns } = recordColumns(manifest);
    const splits = splitsOf(manifest).filter(({ content }) => content === held);
    const matter = {
        pretty_name: manifest.dataset,
        ...(languages.length === 0 ? {} : { language: languages }),
        size_categories: [sizeCategory(manifest.records.kept)],
        tags: ['millrace'],
        ...(splits.length === 0 ? {} : configuration(held, columns, splits)),
    };
    return `---\n${stringify(matter, { lineWidth: 0 })}---\n`;
}
function configuration(name, columns, splits) {
    const bytes = splits.reduce((sum, split) => sum + split.bytes, 0);
    return {
        configs: [
            {
                config_name: name,
                default: true,
                data_files: splits.map(({ split, shards }) => ({ split, path: shards.map(({ file }) => file) })),
            },
        ],
        dataset_info: [
            {
                config_name: name,
                features: columns.map((column) => ({ name: column.name, dtype: column.dtype })),
                splits: splits.map((split) => ({ name: split.split, num_bytes: split.bytes, num_examples: split.rows })),
                download_size: bytes,
                dataset_size: bytes,
            },
        ],
    };
}
/** Codes of the languages of at least one document in a hundred, most frequent first. */
export function languagesOf({ summary }) {
    return Object.entries(summary)
        .filter(([name, share]) => name.startsWith('language.') && share >= leastShare)
        .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
        .map(([name]) => name.slice('language.'.length))
        .filter((code) => code !== undetermined);
}
const sizes = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
    [1e8, '10M<n<100M'],
    [1e9, '100M<n<1B'],
    [1e10, '1B<n<10B'],
    [1e11, '10B<n<100B'],
    [1e12, '100B<n<1T'],
];
/** Hugging Face's name for a number of records. */
export function sizeCategory(documents) {
    return sizes.find(([below]) => documents < below)?.[1] ?? 'n>1T';
}
//# sourceMappingURL=front-matter.js.map