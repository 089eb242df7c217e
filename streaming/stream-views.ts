import type { StoredManifest } from '../shards/catalogue.ts';
import { badStream } from './bad-stream.ts';
import { classesOfMix } from './mix/mix-classes.ts';
import type { StreamOptions } from './open-stream.ts';
import { type PartView, requireAlike, versionsOf } from './stream-parts.ts';
import { type View, viewOf } from './view.ts';

/** What is read of each version: alike in length, tokenizer and classes. */
export async function viewsOf(options: Omit<StreamOptions, 'batch' | 'threads'>): Promise<readonly [View, ...View[]]> {
  const { storage, version, content } = options;
  const [first, ...others] = versionsOf(version);
  if (first === undefined) throw badStream('expected at least one version in a mix, found none');
  if (others.length === 0) return [await viewOf({ ...options, version: first })];
  const versions = [first, ...others];
  requireAlike(versions, 'tokenizer', ({ manifest }) => manifest.lineage.tokenizer?.sha256 ?? 'none');
  if (options.length === undefined)
    requireAlike(versions, 'pack.length', ({ manifest }) => manifest.packing?.length ?? 0);
  const classes =
    content === 'documents' && options.classes === undefined
      ? { classes: await classesOfMix(storage, versions, content) }
      : {};
  const view = (each: StoredManifest): Promise<View> => viewOf({ ...options, ...classes, version: each });
  return [await view(first), ...(await Promise.all(others.map(view)))];
}

/** A version's order, and its shards. */
export function partView({ groups, windowSamples, shards }: View): PartView {
  return { order: { groupSamples: groups.map(({ samples }) => samples), windowSamples }, shards };
}
