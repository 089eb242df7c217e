import { z } from 'zod';
import { canonicalJson } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import { indentedJson } from '../core/indented-json.ts';
import { isDatasetName } from './dataset-name.ts';

const count = z.int().nonnegative();
const checksum = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const contentFile = z.string().regex(/^(data|fates|metrics)\/[0-9a-f]{64}\.(parquet|arrow|json)$/);
const digestedFile = { file: contentFile, sha256, bytes: count };
const tableFile = z.strictObject({ ...digestedFile, rows: count });

const shard = z.strictObject({
  ...digestedFile,
  content: z.enum(['documents', 'tokens', 'images']),
  split: z.enum(['train', 'holdout']),
  rows: count,
  tokens: count.exactOptional(),
  rowGroups: z
    .array(z.strictObject({ rows: count, offset: count, bytes: count, crc32: checksum.exactOptional() }))
    .readonly(),
  index: z.strictObject(digestedFile).exactOptional(),
  copies: count.exactOptional(),
});

const guiltyRecord = z.strictObject({
  id: z.string(),
  source: z.string(),
  value: z.union([z.number(), z.string()]).nullable(),
});

const gate = z.strictObject({
  metric: z.string(),
  column: z.string().exactOptional(),
  test: z.enum(['unique', 'not_null', 'accepted']).exactOptional(),
  value: z.number().nullable(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  change: z.tuple([z.number(), z.number()]).readonly().exactOptional(),
  against: z.int().positive().nullable().exactOptional(),
  base: z.number().nullable().exactOptional(),
  accepted: z.array(z.string()).readonly().exactOptional(),
  severity: z.enum(['error', 'warn']),
  passed: z.boolean(),
  records: z.array(guiltyRecord).max(20).readonly().exactOptional(),
});

const distance = z.strictObject({
  psi: z.number().nonnegative(),
  js: z.number().min(0).max(1),
  ks: z.number().min(0).max(1).nullable(),
  noise: z.number().nonnegative().exactOptional(),
});

const drift = z.strictObject({
  against: z.strictObject({ version: z.int().positive(), sha256 }),
  metrics: z.record(z.string(), distance),
});

const sourceCounts = z.strictObject({
  source: z.string(),
  format: z.string(),
  records: z.strictObject({ in: count, kept: count, dropped: count, merged: count, quarantined: count }),
  characters: count,
  tokens: count,
});

const lineage = z.strictObject({
  recipe: z.json(),
  recipeSha256: sha256,
  codeSha256: sha256,
  inputs: z.strictObject({ files: count, bytes: count, file: contentFile, sha256 }),
  tokenizer: z.strictObject({ file: contentFile, sha256, vocabulary: count }).nullable(),
  against: z
    .array(z.strictObject({ dataset: z.string(), version: z.int().positive(), sha256 }))
    .readonly()
    .exactOptional(),
  forgotten: z.strictObject({ sources: count, sha256 }).exactOptional(),
});

const packing = z.strictObject({
  sequences: count,
  length: count,
  usedTokens: count,
  paddingRatio: z.number().min(0).max(1),
  splitDocuments: count,
});

const manifestSchema = z.strictObject({
  format: z.literal('millrace-manifest/1'),
  dataset: z.string().refine(isDatasetName, 'is no dataset name'),
  kind: z.enum(['text', 'image']),
  version: z.int().positive(),
  parent: z.strictObject({ version: z.int().positive(), sha256 }).nullable(),
  lineage,
  records: z.strictObject({ in: count, kept: count, dropped: count, merged: count, quarantined: count }),
  reasons: z.record(z.string(), count),
  tokens: count,
  packing: packing.nullable(),
  shards: z.array(shard).readonly(),
  fates: z.array(tableFile.extend({ index: z.strictObject(digestedFile).exactOptional() })).readonly(),
  metrics: z.array(tableFile).readonly(),
  statistics: z.strictObject(digestedFile).exactOptional(),
  thumbnails: tableFile.exactOptional(),
  sources: z.array(sourceCounts).readonly().exactOptional(),
  summary: z.record(z.string(), z.number()),
  drift: drift.nullable().exactOptional(),
  gates: z.array(gate).readonly(),
  gatesPassed: z.boolean(),
});

/**
 * Everything that a version of a dataset is: what is in it, what it was made of, what it was measured to be.
 * Holds no time, host, thread count or path of a machine: equal inputs and recipe give equal bytes.
 *
 * - `lineage.inputs`: number and bytes of the input files, and the table that lists them with their digests.
 * - `lineage.against`: the versions that dedup stages compared with, by the SHA-256 of their manifests; absent for none.
 * - `lineage.forgotten`: how many sources the dataset was to forget, and the digest of their list (`shards/forgotten.ts`);
 *   absent for none.
 * - `shards`: `crc32` of a row group is that of its bytes, of Arrow files; `index` of a shard of images tells where in it
 *   each image's bytes are (`shards/image-index.ts`); `copies` of its rows are augmented copies of others, and no records.
 * - `fates`: `index` tells which row groups may have a record (`shards/fate-index.ts`).
 * - `reasons`: records by `stage.reason`, for all that were not kept.
 * - `summary`: the metrics that gates and people look at, by name.
 * - `statistics`: JSON in the shape of the Hugging Face dataset viewer's `/statistics`.
 * - `thumbnails`: small pictures of some images, kept and not kept (`shards/thumbnails.ts`); of images alone.
 * - `sources`: the recipe's sources, in its order.
 * - `drift`: how far the distributions are from those of the last good version; null where there was none. PSI
 *   (population stability index) and Jensen–Shannon divergence in bits of binned values; the Kolmogorov–Smirnov
 *   statistic where values have an order. `noise`: of two samples of these sizes from one distribution, 999 in 1,000
 *   have a smaller PSI.
 * - `gates`: `value` is null where the metric was not measured. `change` limits `value / base − 1`; `base` is the value
 *   in the version `against`, which is null where there was none, and such a gate passes. `records`: some of those that
 *   made a gate fail, with what was measured of them. A gate on a column names it and its test; its metric is then
 *   `test(column)`, its value the rows that break it.
 */
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest before it is committed, which gives it its version and parent. */
export type ManifestDraft = Omit<Manifest, 'version' | 'parent'>;

/** A manifest's bytes: JSON with sorted keys, indented by 2 for people, a line feed at the end. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return Buffer.from(indentedJson(manifest));
}

/** True where two manifests differ alone in version, parent, and how they compare to the version before. */
export function sameContent(a: ManifestDraft, b: ManifestDraft): boolean {
  return canonicalJson(contentOf(a)) === canonicalJson(contentOf(b));
}

/** Reads a manifest. Throws MillraceError `bad-manifest`, naming the first field that is wrong; `at` is its key. */
export function parseManifest(bytes: Uint8Array, at: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new MillraceError('bad-manifest', 'the manifest is no JSON', { at, cause: error });
  }
  const parsed = manifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the manifest' : issue.path.join('.');
  throw new MillraceError('bad-manifest', `${field}: ${issue?.message ?? 'is wrong'}`, {
    at,
    hint: 'the file was changed or is of another release of Millrace',
  });
}

function contentOf(manifest: ManifestDraft): Partial<Manifest> {
  const content: Partial<Manifest> = { ...manifest };
  for (const key of ['version', 'parent', 'drift', 'gates', 'gatesPassed'] as const) delete content[key];
  return content;
}
