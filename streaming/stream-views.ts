import type { StoredManifest } from '../shards/catalogue.ts';
import { badStream } from './bad-stream.ts';
import { stagedView } from './curriculum/staged-view.ts';
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
    content === 'documents' && options.classes === undefined && options.form === undefined
      ? { classes: await classesOfMix(storage, versions, content) }
      : {};
  const view = (each: StoredManifest): Promise<View> => viewOf({ ...options, ...classes, version: each });
  return [await view(first), ...(await Promise.all(others.map(view)))];
}

/**
 * The order of each version, in stages where there is a curriculum, and its shards.
 * Throws MillraceError `bad-stream` (usage) for an order of arrival of several versions or in stages.
 */
export function stagedViews(
  {
    storage,
    version,
    content,
    curriculum,
    order,
  }: Pick<StreamOptions, 'storage' | 'version' | 'content' | 'curriculum' | 'order'>,
  views: readonly View[],
): Promise<readonly PartView[]> {
  const versions = versionsOf(version);
  const inOrder = order === 'arrival';
  if (inOrder && versions.length > 1) throw badStream('a mix has no order of arrival');
  if (inOrder && curriculum !== undefined) throw badStream('a curriculum has no order of arrival');
  const staged = views.map(({ groups, windowSamples, shards, keys, documents }, part) => {
    const view = { order: { groupSamples: groups.map(({ samples }) => samples), windowSamples, inOrder }, shards };
    const isSample = (label: string | null): boolean =>
      documents?.classes === undefined || (label !== null && documents.classes.has(label));
    const source = { version: versions[part] as StoredManifest, keys, groups, content, isSample };
    return stagedView(storage, view, source, curriculum);
  });
  return Promise.all(staged);
}
