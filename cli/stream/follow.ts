import { MillraceError } from '../../core/errors.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Cursor } from '../../streaming/cursor.ts';
import type { FollowedStream } from '../../streaming/follow/open-followed-stream.ts';
import type { FollowedBuild } from '../../workers/follow-build.ts';

/** The options of `stream` that a build which is at work is followed with. */
export interface FollowFlags {
  /** True, or the beginning of the build's name. */
  readonly follow?: true | string;
  readonly batch: number;
  readonly split: Cursor['split'];
  readonly seed: number;
  readonly ranks: number;
  readonly rank: number;
  readonly threads: number;
  readonly dropLast?: boolean;
}

/** What a build is not followed with. */
const unfit = [
  'mix',
  'weights',
  'samples',
  'temperature',
  'epoch',
  'content',
  'length',
  'augment',
  'size',
  'layout',
  'float',
  'cache',
] as const;

/**
 * Waits until a build of the dataset writes shards, and opens its stream. Throws MillraceError `option-unfit`, `bad-reference`,
 * `no-build`, `which-build`, `no-samples`, `cursor-mismatch` (usage), `build-ended`.
 */
export async function followStream(
  storage: Storage,
  references: readonly string[],
  flags: FollowFlags & Partial<Record<(typeof unfit)[number], unknown>>,
  from: Cursor | undefined,
): Promise<{ readonly stream: FollowedStream; readonly build: FollowedBuild }> {
  const [dataset, ...others] = references;
  if (dataset === undefined || others.length > 0) {
    throw new MillraceError('bad-reference', `expected one dataset to follow, found ${references.length}`, {
      kind: 'usage',
      hint: 'give its name: millrace stream NAME --batch 32 --follow',
    });
  }
  const given = unfit.find((name) => flags[name] !== undefined && !(name === 'content' && flags.content === 'tokens'));
  if (given !== undefined) {
    throw new MillraceError('option-unfit', `--${given} is no option of a build that is followed`, {
      kind: 'usage',
      hint: 'leave it out: packed tokens are read as they are, of epoch 0',
    });
  }
  const { followBuild } = await import('../../workers/follow-build.ts');
  const { openFollowedStream } = await import('../../streaming/follow/open-followed-stream.ts');
  const build = await followBuild({
    ...{ storage, dataset },
    build: typeof flags.follow === 'string' ? flags.follow : undefined,
    isAtWork: async () => {
      const { readActivity } = await import('../store-activity.ts');
      return (await readActivity(storage, process.env)).builds.some((each) => each.dataset === dataset);
    },
    signal: new AbortController().signal,
  });
  const { batch, split, seed, ranks, rank, threads, dropLast = false } = flags;
  const stream = await openFollowedStream({
    ...{ storage, dataset, batch, split, seed, ranks, rank, threads, dropLast },
    ...(from === undefined ? {} : { from }),
    shape: build.shape,
    shards: build.shards,
  });
  return { stream, build };
}
