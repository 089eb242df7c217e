/** The share of a rank. `wholeBatch` leaves out what makes no full batch of so many samples over all ranks. */
export function rankShare(from, samples, dealt) {
    const { ranks, rank, wholeBatch = 1 } = dealt;
    return { from, to: samples - ((samples - from) % wholeBatch), ranks, rank };
}
/** The windows that hold samples of a share. */
export function ownWindows(windows, share) {
    const ownBefore = (position) => {
        const before = Math.min(position, share.to) - share.from - share.rank;
        return Math.max(0, Math.ceil(before / share.ranks));
    };
    const total = ownBefore(share.to);
    return windows
        .map((window) => {
        const end = ownBefore(window.first + window.samples);
        return { window, first: ownBefore(window.first), end, last: end === total };
    })
        .filter(({ first, end }) => end > first);
}
/** Writes, for each sample of a window in reading order, its place among the rank's own samples there, or −1. */
export function writeSlots({ window, first, end }, share, places, slots) {
    const offset = window.first - share.from - share.rank;
    for (let i = 0; i < places.length; i++) {
        const dealt = offset + places[i];
        const own = dealt / share.ranks;
        slots[i] = own >= first && own < end && Number.isInteger(own) ? own - first : -1;
    }
}
//# sourceMappingURL=rank-share.js.map