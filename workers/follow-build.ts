import { setTimeout as pause } from 'node:timers/promises';
import { MillraceError } from '../core/errors.ts';
import { openTokenizer } from '../pipelines/tokenizers/open-tokenizer.ts';
import type { TokenShape } from '../shards/tokens.ts';
import type { Storage } from '../storage/storage.ts';
import type { WrittenShard } from './phases/kept-output.ts';
import { type OpenBuild, openBuild } from './phases/open-build.ts';
import { readBuildTokenizer } from './phases/tokenizer.ts';
import { findWriteGroups } from './phases/write-groups.ts';
import { type WriteReport, writePhaseName } from './phases/write-shards.ts';
import { readJson, workKeys } from './planning/plan.ts';
import { unfinishedBuilds } from './unfinished-builds.ts';

/** A build that is at work, as one that reads what it has sealed sees it. */
export interface FollowedBuild {
  readonly build: string;
  readonly shape: TokenShape;
  /**
   * Its shards, those of each write job once it is done, in the order of the manifest; ends when the version is there.
   * Rejects with `build-ended` where the build is at work no more and left no version.
   */
  readonly shards: (signal: AbortSignal) => AsyncGenerator<WrittenShard, void, undefined>;
  /** The version that came of it; undefined before `shards` has ended. */
  readonly version: () => number | undefined;
}

export interface FollowBuildOptions {
  readonly storage: Storage;
  readonly dataset: string;
  /** Which of the dataset's unfinished builds; the only one by default. */
  readonly build: string | undefined;
  /** Whether a build of the dataset is at work. */
  readonly isAtWork: () => Promise<boolean>;
  readonly signal: AbortSignal;
}

const [firstWaitMs, longestWaitMs] = [100, 2_000];
/** Between two looks whether the build is at work: that may take a connection to its server. */
const lookMs = 5_000;

/**
 * Waits until a build of the dataset writes shards.
 *
 * @throws MillraceError `no-build`, `which-build`, `no-samples` (usage), `build-ended`, `code-changed`
 */
export async function followBuild(options: FollowBuildOptions): Promise<FollowedBuild> {
  const { storage, dataset, signal } = options;
  const name = await waitFor(options, () => findBuild(options), noBuild(options));
  const build = await openBuild(storage.location, dataset, name);
  const { recipe } = build.plan;
  if (recipe.tokenizer === null) {
    throw new MillraceError('no-samples', `the build of ${dataset} packs no tokens`, {
      kind: 'usage',
      hint: 'name a tokenizer in its recipe',
    });
  }
  const jobs = (await waitFor({ ...options, signal }, () => findWriteGroups(build), ended(build))).length;
  const json = await readBuildTokenizer(build);
  const vocabulary = openTokenizer(new TextDecoder().decode(json ?? new Uint8Array())).vocabularySize;
  let version: number | undefined;
  return {
    build: name,
    shape: { length: recipe.pack.length, vocabulary },
    shards: async function* shards(stop) {
      const waiting = { ...options, signal: stop };
      for (let job = 0; job < jobs; job++) {
        const report = await waitFor(waiting, () => build.report(writePhaseName, job), ended(build));
        yield* (report as WriteReport).shards;
      }
      version = (await waitFor(waiting, () => findCommitted(build), ended(build))).version;
    },
    version: () => version,
  };
}

async function findBuild({ storage, dataset, build }: FollowBuildOptions): Promise<string | undefined> {
  const found = (await unfinishedBuilds(storage, dataset)).map((each) => each.build);
  if (build !== undefined) return found.find((each) => each.startsWith(build));
  if (found.length < 2) return found[0];
  throw new MillraceError('which-build', `${dataset} has ${found.length} unfinished builds: ${found.join(', ')}`, {
    kind: 'usage',
    hint: `name one of them, as in --follow ${found[0]?.slice(0, 12)}`,
  });
}

async function findCommitted({ storage, folder }: OpenBuild): Promise<{ readonly version: number } | undefined> {
  const key = workKeys.committed(folder);
  return (await storage.size(key)) === undefined ? undefined : await readJson(storage, key);
}

/**
 * Looks again and again, after longer and longer waits, until something is there. Rejects with `gone` where twice in a row
 * no build is at work.
 */
async function waitFor<T>(
  { isAtWork, signal }: FollowBuildOptions,
  find: () => Promise<T | undefined>,
  gone: () => MillraceError,
): Promise<T> {
  let waitMs = firstWaitMs;
  let sinceLookMs = 0;
  let missed = 0;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (missed === 2) throw gone();
    await pause(waitMs, undefined, { signal });
    sinceLookMs += waitMs;
    waitMs = Math.min(longestWaitMs, 1.5 * waitMs);
    if (sinceLookMs < lookMs) continue;
    sinceLookMs = 0;
    missed = (await isAtWork()) ? 0 : missed + 1;
  }
}

function noBuild({ dataset, storage }: FollowBuildOptions): () => MillraceError {
  return () =>
    new MillraceError('no-build', `no build of ${dataset} is at work`, {
      kind: 'usage',
      at: storage.location,
      hint: 'start `millrace build`, or stream a version: without --follow',
    });
}

function ended({ plan }: OpenBuild): () => MillraceError {
  return () =>
    new MillraceError('build-ended', `the build of ${plan.dataset} failed or was interrupted before its end`, {
      hint: 'run the same `millrace build` again, and this command with --cursor: both go on',
    });
}
