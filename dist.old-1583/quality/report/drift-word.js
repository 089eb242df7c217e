/** Bounds of the population stability index for "moderate" and "shifted". N. Siddiqi, Credit Risk Scorecards, 2006. */
export const moderateDrift = 0.1;
export const strongDrift = 0.25;
/** What a distance says, in a word. A small index that samples of that size have anyway, its `noise`, says nothing. */
export function driftWord({ psi, noise = 0, }) {
    if (psi <= moderateDrift || psi <= noise)
        return 'stable';
    return psi <= strongDrift ? 'moderate' : 'shifted';
}
//# sourceMappingURL=drift-word.js.map