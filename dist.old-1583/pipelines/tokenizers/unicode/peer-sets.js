import { setOfRuns, union } from './character-set.js';
import { inertRuns, markRuns, nonspacingMarkRuns, numericRuns, otherRuns, punctuationRuns, wordRuns, } from './peer-set-runs.js';
/** Sets that `tokenizers` knows under other versions of Unicode than Node.js; see `peer-set-runs.ts`. */
export const peerSets = {
    word: once(() => setOfRuns(wordRuns)),
    /** `\w` of Oniguruma: without the joiners, with the superscript digits and fractions of Latin-1. */
    patternWord: once(() => {
        const runs = setOfRuns(wordRuns);
        const joiners = runs.indexOf(0x200c);
        return union([...runs.slice(0, joiners), ...runs.slice(joiners + 2)], [0xb2, 0xb4, 0xb9, 0xba, 0xbc, 0xbf]);
    }),
    punctuation: once(() => setOfRuns(punctuationRuns)),
    nonspacingMark: once(() => setOfRuns(nonspacingMarkRuns)),
    mark: once(() => setOfRuns(markRuns)),
    other: once(() => setOfRuns(otherRuns)),
    numeric: once(() => setOfRuns(numericRuns)),
    inert: once(() => setOfRuns(inertRuns)),
};
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}
//# sourceMappingURL=peer-sets.js.map