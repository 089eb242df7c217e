import { unitInterval } from '../../core/seeded-random.ts';

export type SplitName = 'train' | 'holdout';

/** The split of a record: a share `holdout` of all ids, the same in every build. */
export function splitOf(id: string, holdout: number): SplitName {
  return unitInterval(id) < holdout ? 'holdout' : 'train';
}
