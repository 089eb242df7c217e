import { unitInterval } from '../../core/seeded-random.js';
/** The split of a record: a share `holdout` of all ids, the same in every build. */
export function splitOf(id, holdout) {
    return unitInterval(id) < holdout ? 'holdout' : 'train';
}
//# sourceMappingURL=split.js.map