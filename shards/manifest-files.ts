import type { Manifest } from './manifest.ts';

/** A file that a manifest names; what the manifest does not say of it is undefined. */
export interface NamedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number | undefined;
}

/** Every file that a version consists of beside its manifest, each once, in the manifest's order. */
export function filesOf(
  manifest: Pick<Manifest, 'shards' | 'fates' | 'metrics' | 'lineage' | 'statistics' | 'thumbnails'>,
): readonly NamedFile[] {
  const { inputs, tokenizer } = manifest.lineage;
  const lineage = tokenizer === null ? [inputs] : [inputs, tokenizer];
  const statistics = manifest.statistics === undefined ? [] : [manifest.statistics];
  const thumbnails = manifest.thumbnails === undefined ? [] : [manifest.thumbnails];
  const indexes = [...manifest.shards, ...manifest.fates].flatMap(({ index }) => (index === undefined ? [] : [index]));
  const files: NamedFile[] = [
    ...[...manifest.shards, ...indexes, ...manifest.fates, ...manifest.metrics, ...statistics, ...thumbnails].map(
      ({ file, sha256, bytes }) => ({
        file,
        sha256,
        bytes,
      }),
    ),
    ...lineage.map(({ file, sha256 }) => ({ file, sha256, bytes: undefined })),
  ];
  return [...new Map(files.map((file) => [file.file, file])).values()];
}
