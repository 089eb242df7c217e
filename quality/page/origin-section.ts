import { formatByteSize } from '../../core/byte-size.ts';
import type { Manifest } from '../../shards/manifest.ts';
import { countText, filesText, shareText, shortCountText } from '../number-text.ts';
import { code, cut, paragraph, preformatted, section } from './blocks.ts';

const mostSources = 10;
const digestDigits = 16;

/** What each source gave. */
export function sourcesSection({ sources = [], tokens, kind }: Pick<Manifest, 'sources' | 'tokens' | 'kind'>): string {
  if (sources.length === 0) return '';
  const rows = sources
    .slice(0, mostSources)
    .map(({ source, format, records, characters, tokens: ofSource }) => [
      cut(source, 24, 'start'),
      cut(format, 7),
      shortCountText(records.in, 3),
      shareText(records.kept, records.in),
      ...(kind === 'image' ? [] : [shortCountText(tokens > 0 ? ofSource : characters, 3)]),
    ]);
  const amount = kind === 'image' ? [] : [tokens > 0 ? 'tokens' : 'chars'];
  const rest = sources.length - mostSources;
  return section('Sources', [
    preformatted([['source', 'format', 'read', 'kept', ...amount], ...rows], 2),
    ...(rest > 0 ? [paragraph(`${countText(rest)} more are in the manifest.`)] : []),
  ]);
}

/** The files of the version, and the digests of what it was made of. */
export function filesSection({ manifest, manifestSha256 }: { manifest: Manifest; manifestSha256: string }): string {
  const { shards, fates, metrics, lineage, parent } = manifest;
  const digest = (sha256: string) => sha256.slice(0, digestDigits);
  const bytes = (files: readonly { readonly bytes: number }[]) =>
    formatByteSize(files.reduce((sum, file) => sum + file.bytes, 0));
  const kinds = (['documents', 'images', 'tokens'] as const).flatMap((content) =>
    (['train', 'holdout'] as const).map((split) => ({
      name: `${content}, ${split}`,
      files: shards.filter((shard) => shard.content === content && shard.split === split),
    })),
  );
  const files = [...kinds, { name: 'fates', files: fates }, { name: 'metrics', files: metrics }]
    .filter((kind) => kind.files.length > 0)
    .map((kind) => [
      kind.name,
      countText(kind.files.length),
      countText(kind.files.reduce((sum: number, file) => sum + file.rows, 0)),
      bytes(kind.files),
    ]);
  const { inputs, tokenizer } = lineage;
  const made = [
    ['recipe', '', digest(lineage.recipeSha256)],
    ['code', '', digest(lineage.codeSha256)],
    ['inputs', `${filesText(inputs.files)}, ${formatByteSize(inputs.bytes)}`, digest(inputs.sha256)],
    ...(tokenizer === null
      ? []
      : [['tokenizer', `${countText(tokenizer.vocabulary)} tokens`, digest(tokenizer.sha256)]]),
    ...(parent === null ? [] : [['parent', `version ${parent.version}`, digest(parent.sha256)]]),
  ];
  return section('Files and lineage', [
    preformatted([['files', 'count', 'rows', 'size'], ...files], 1),
    '<br>',
    preformatted([['made of', '', 'SHA-256 begins'], ...made], 2),
    paragraph(`Manifest ${code(manifestSha256)}`),
  ]);
}
