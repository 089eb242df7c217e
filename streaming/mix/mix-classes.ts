import type { StoredManifest } from '../../shards/catalogue.ts';
import { readImageIndex } from '../../shards/image-index.ts';
import type { Storage } from '../../storage/storage.ts';
import { distinctLabels } from '../label-classes.ts';
import { shardsOf } from '../sample-group.ts';

/** Labels by class: each label of the versions' train splits as one. Throws MillraceError `too-many-classes` (usage). */
export async function classesOfMix(
  storage: Storage,
  versions: readonly StoredManifest[],
  content: 'documents' | 'images',
): Promise<Readonly<Record<string, readonly string[]>>> {
  if (content === 'images') return distinctLabels(imageLabels(storage, versions), content);
  // Reading Parquet takes a while to load, which what needs no labels need not wait for.
  const { trainLabels } = await import('../document-classes.ts');
  const manifests = versions.map(({ manifest }) => manifest);
  return distinctLabels(trainLabels(storage, manifests), content);
}

async function* imageLabels(
  storage: Storage,
  versions: readonly StoredManifest[],
): AsyncGenerator<readonly (string | null)[]> {
  for (const { manifest } of versions) {
    for (const shard of shardsOf(manifest, 'images', 'train'))
      yield (await readImageIndex(storage, manifest.dataset, shard)).labels;
  }
}
