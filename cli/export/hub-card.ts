import { stringify } from 'yaml';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { ExportContent } from '../../shards/export/export-sample.ts';
import { copiedShardPath } from '../../shards/export/export-version.ts';
import { exportShards, exportSplits } from '../../shards/export/exported-records.ts';
import { imageColumns } from '../../shards/images.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { documentColumns } from '../card/card-columns.ts';
import { languagesOf, sizeCategory } from '../card/front-matter.ts';
import { markdownFence } from '../card/markdown.ts';
import { readme } from '../card/readme.ts';

/** `README.md` of an export for Hugging Face: the version's card, with the splits, files and columns of the export. */
export function hubCard(stored: StoredManifest, content: ExportContent): string {
  const { manifest } = stored;
  const shards = manifest.shards.filter((shard) => shard.content === content);
  return readme(
    { ...stored, manifest: { ...manifest, shards } },
    frontMatter(manifest, content),
    loading(manifest, content),
  );
}

function frontMatter(manifest: Manifest, content: ExportContent): string {
  const languages = languagesOf(manifest);
  const splits = exportSplits.flatMap((split) => {
    const shards = exportShards(manifest, content, split);
    const sum = (of: (shard: Manifest['shards'][number]) => number) => shards.reduce((all, each) => all + of(each), 0);
    const files = shards.map((_, index) => copiedShardPath({ format: 'hf', content }, split, index, shards.length));
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
        // Of tokens the files say themselves what a list of numbers is.
        ...(content === 'tokens' ? {} : { features: featuresOf(content) }),
        splits: splits.map((split) => ({ name: split.name, num_bytes: split.bytes, num_examples: split.rows })),
        download_size: bytes,
        dataset_size: bytes,
      },
    ],
  };
  return `---\n${stringify(matter, { lineWidth: 0 })}---\n`;
}

function featuresOf(content: 'documents' | 'images'): { readonly name: string; readonly dtype: string }[] {
  if (content === 'documents') return documentColumns.map(({ name, dtype }) => ({ name, dtype }));
  const types = { utf8: 'string', uint32: 'uint32', float64: 'float64', image: 'image' } as const;
  return Object.entries(imageColumns).map(([name, { type }]) => ({ name, dtype: types[type] }));
}

function loading(manifest: Manifest, content: ExportContent): string[] {
  const heldOut = exportShards(manifest, content, 'holdout').length > 0;
  return [
    '## Loading',
    `With the path of this folder, or its name on a hub, in the place of \`FOLDER\`:`,
    ...(heldOut ? ['The split `test` is what the version holds out, `holdout`.'] : []),
    markdownFence(
      'python',
      ['from datasets import load_dataset', '', `${content} = load_dataset('FOLDER', split='train')`].join('\n'),
    ),
  ];
}
