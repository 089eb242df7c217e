import { readVersion } from '../../shards/catalogue.ts';
import type { Manifest } from '../../shards/manifest.ts';
import type { Storage } from '../../storage/storage.ts';
import { unlessGone } from '../../storage/unless-gone.ts';
import type { Announcement } from '../../workflows/contract.ts';
import type { StoredRecipe } from '../activities.ts';
import { readJson } from '../planning/plan.ts';
import type { RunFacts } from './run-facts.ts';

/** An announcement, and what its listeners may want to know of it; each is read when first asked for. */
export interface Announced {
  readonly announcement: Announcement;
  readonly storage: Storage;
  /** Page of the workflow in the Temporal UI; null where nobody said where that is. */
  readonly page: string | null;
  /** Null where a review speaks, or where the stored recipe is gone. */
  readonly recipe: () => Promise<StoredRecipe | null>;
  /** Null where no version came of the build. */
  readonly manifest: () => Promise<Manifest | null>;
  readonly run: () => Promise<RunFacts>;
}

/** @param run reads what the workflow's server knows of the run */
export function openAnnounced(
  announcement: Announcement,
  storage: Storage,
  page: string | null,
  run: () => Promise<RunFacts>,
): Announced {
  const { dataset, recipe, version } = announcement;
  return {
    announcement,
    storage,
    page,
    recipe: once(async () => (recipe === null ? null : readRecipe(storage, recipe))),
    manifest: once(async () => (version === null ? null : (await readVersion(storage, dataset, version)).manifest)),
    run: once(run),
  };
}

async function readRecipe(storage: Storage, key: string): Promise<StoredRecipe | null> {
  return (await unlessGone(readJson<StoredRecipe>(storage, key))) ?? null;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined;
  return () => {
    value ??= read();
    return value;
  };
}
