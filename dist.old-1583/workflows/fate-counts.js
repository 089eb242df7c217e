export const noFates = { kept: 0, dropped: 0, merged: 0, quarantined: 0 };
export function sumFates(a, b) {
    return {
        kept: a.kept + (b.kept ?? 0),
        dropped: a.dropped + (b.dropped ?? 0),
        merged: a.merged + (b.merged ?? 0),
        quarantined: a.quarantined + (b.quarantined ?? 0),
    };
}
//# sourceMappingURL=fate-counts.js.map