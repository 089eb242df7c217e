import { MillraceError } from '../core/errors.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import type { ArrivalCursor, MixCursor, VersionCursor } from './cursor.ts';
import { interleave } from './mix/interleaving.ts';
import { isMix, type Mix, samplesOfParts } from './mix/mix.ts';
import type { OrderOptions, PartOrder } from './stream-plan.ts';

/** A version in a stream. */
export interface StreamPart {
  readonly dataset: string;
  readonly version: number;
  readonly manifestSha256: string;
  /** Samples that it has, and how many of them an epoch of the stream has. */
  readonly size: number;
  readonly samples: number;
  /** Its shards' places in the stream's `shards`: [firstShard, endShard). */
  readonly firstShard: number;
  readonly endShard: number;
}

/** The versions of a stream, in the mix's order. */
export function versionsOf(version: StoredManifest | Mix): readonly StoredManifest[] {
  return isMix(version) ? version.parts.map((part) => part.version) : [version];
}

/** What is read of each version: its order, and its shards' SHA-256. */
export interface PartView {
  readonly order: PartOrder;
  readonly shards: readonly string[];
}

/** The parts of a stream, and how they take turns. Throws MillraceError `bad-mix` (usage). */
export function streamParts(
  version: StoredManifest | Mix,
  views: readonly PartView[],
): Pick<OrderOptions, 'parts' | 'turns'> & { readonly told: readonly StreamPart[] } {
  const versions = versionsOf(version);
  const sizes = views.map(({ order }) => order.groupSamples.reduce((sum, count) => sum + count, 0));
  const names = versions.map(({ manifest }) => `${manifest.dataset}@${manifest.version}`);
  const counts = isMix(version) ? samplesOfParts(version, sizes, names) : sizes;
  let firstShard = 0;
  const told = versions.map(({ manifest, sha256 }, part): StreamPart => {
    const endShard = firstShard + (views[part]?.shards.length ?? 0);
    const { dataset, version: number } = manifest;
    const [size = 0, samples = 0] = [sizes[part], counts[part]];
    const one = { dataset, version: number, manifestSha256: sha256, size, samples, firstShard, endShard };
    firstShard = endShard;
    return one;
  });
  return { parts: views.map(({ order }) => order), turns: interleave(counts), told };
}

/** What names a stream's data in its cursors. */
export type CursorSource =
  | Pick<VersionCursor, 'format' | 'manifestSha256'>
  | Pick<MixCursor, 'format' | 'parts'>
  | Pick<ArrivalCursor, 'format' | 'shardsSha256'>;

export function cursorSource(version: StoredManifest | Mix, told: readonly StreamPart[]): CursorSource {
  if (!isMix(version)) return { format: 'millrace-cursor/1', manifestSha256: version.sha256 };
  const parts = told.map(({ manifestSha256, samples }) => ({ manifestSha256, samples }));
  return { format: 'millrace-mix-cursor/1', parts };
}

/** Throws MillraceError `mix-unfit` (usage) where samples of the versions are not of one kind; `of` tells what they are. */
export function requireAlike<Value extends string | number>(
  versions: readonly StoredManifest[],
  what: string,
  of: (version: StoredManifest, part: number) => Value,
): void {
  const [first] = versions;
  if (first === undefined) return;
  for (const [part, version] of versions.entries()) {
    const [expected, found] = [of(first, 0), of(version, part)];
    if (expected === found) continue;
    const nameOf = ({ manifest }: StoredManifest): string => `${manifest.dataset}@${manifest.version}`;
    throw new MillraceError(
      'mix-unfit',
      `expected all versions of a mix to have the same ${what}, found ${expected} in ${nameOf(first)} and ${found} in ${nameOf(version)}`,
      {
        kind: 'usage',
        hint: what === 'tokenizer' ? 'build them with one `tokenizer: { file: … }`' : `build them with one ${what}`,
      },
    );
  }
}
