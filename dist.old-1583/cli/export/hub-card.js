import { stringify } from 'yaml';
import { copiedShardPath } from '../../shards/export/export-version.js';
import { exportShards, exportSplits } from '../../shards/export/exported-records.js';
import { imageColumns } from '../../shards/images.js';
import { documentColumns } from '../card/card-columns.js';
import { languagesOf, sizeCategory } from '../card/front-matter.js';
import { markdownFence } from '../card/markdown.js';
import { readme } from '../card/readme.js';
/** `README.md` of an export for Hugging Face: the version's card, with the splits, files and columns of the export. */
export function hubCard(stored, content) {
    const { manifest } = stored;
    const shards = manifest.shards.filter((shard) => shard.content === content);
    return readme({ ...stored, manifest: { ...manifest, shards } }, frontMatter(manifest, content), loading(manifest, content));
}
function frontMatter(manifest, content) {
    const languages = languagesOf(manifest);
    const splits = exportSplits.flatMap((split) => {
        const shards = exportShards(manifest, content, split);
        const sum = (of) => shards.reduce((all, each) => all + of(each), 0);
        const files = shards.map((_, index) => copiedShardPath('hf', split, index, shards.length));
        const name = split === 'holdout' ? 'test' : split;
        return shards.length === 0
            ? []
            : [{ name, files, rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) }];
    });
    const bytes = splits.reduce((sum, split) => sum + split.bytes, 0);
    const matter = {
        pretty_name: manifest.dataset,
        ...(languages.length === 0 ? {} : { language: languages }),
        size_categories: [sizeCategory(splits.reduce((sum, { rows }) => sum + rows, 0))],
        tags: ['millrace'],
        configs: [{ config_name: 'default', data_files: splits.map(({ name, files }) => ({ split: name, path: files })) }],
        dataset_info: [
            {
                config_name: 'default',
                features: featuresOf(content),
                splits: splits.map((split) => ({ name: split.name, num_bytes: split.bytes, num_examples: split.rows })),
                download_size: bytes,
                dataset_size: bytes,
            },
        ],
    };
    return `---\n${stringify(matter, { lineWidth: 0 })}---\n`;
}
function featuresOf(content) {
    if (content === 'documents')
        return documentColumns.map(({ name, dtype }) => ({ name, dtype }));
    const types = { utf8: 'string', uint32: 'uint32', float64: 'float64', image: 'image' };
    return Object.entries(imageColumns).map(([name, { type }]) => ({ name, dtype: types[type] }));
}
function loading(manifest, content) {
    const heldOut = exportShards(manifest, content, 'holdout').length > 0;
    return [
        '## Loading',
        `With the path of this folder, or its name on a hub, in the place of \`FOLDER\`:`,
        ...(heldOut ? ['The split `test` is what the version holds out, `holdout`.'] : []),
        markdownFence('python', ['from datasets import load_dataset', '', `${content} = load_dataset('FOLDER', split='train')`].join('\n')),
    ];
}
//# sourceMappingURL=hub-card.js.map