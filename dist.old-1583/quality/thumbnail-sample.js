import { byCodeUnit } from '../core/code-unit-order.js';
import { unitInterval } from '../core/seeded-random.js';
import { sheetNames } from '../shards/thumbnails.js';
/** Thumbnails of a label or a reason at most, and records whose copies are kept with at most so many of these. */
const mostOfGroup = 6;
const mostParents = 6;
export const mostCopies = 5;
/** Groups of a sheet, those whose names have the lowest hash. */
const mostGroups = {
    ...{ kept: 12, dropped: 24, merged: 6, quarantined: 12, copies: 1 },
};
/** An empty sample. Memory: some 150 thumbnails, 3 kB each. */
export function openThumbnailSample() {
    const sheets = new Map(sheetNames.map((name) => [name, new Map()]));
    const groupsOf = (sheet) => sheets.get(sheet) ?? new Map();
    const wants = (place) => {
        if (place.copy > mostCopies)
            return false;
        const groups = groupsOf(place.sheet);
        const entries = groups.get(place.group);
        if (entries === undefined)
            return groups.size < mostGroups[place.sheet] || byGroup(place.group, lastOf(groups)) < 0;
        return fits(entries, { draw: unitInterval(place.id), place });
    };
    return {
        wants,
        add: (thumbnail) => {
            if (!wants(thumbnail))
                return;
            const groups = groupsOf(thumbnail.sheet);
            const entries = groups.get(thumbnail.group) ?? [];
            groups.set(thumbnail.group, entries);
            if (groups.size > mostGroups[thumbnail.sheet])
                groups.delete(lastOf(groups));
            entries.push({ draw: unitInterval(thumbnail.id), place: thumbnail, thumbnail });
            entries.sort(byDraw);
            while (!isWithin(entries))
                entries.pop();
        },
        all: () => sheetNames.flatMap((sheet) => [...groupsOf(sheet)]
            .sort(([a], [b]) => byCodeUnit(a, b))
            .flatMap(([, entries]) => entries.map(({ thumbnail }) => thumbnail))),
    };
}
function fits(entries, drawn) {
    const last = entries.at(-1);
    if (last === undefined || byDraw(drawn, last) < 0)
        return true;
    return isWithin([...entries, drawn]);
}
/** Copies count with their record, as one. */
function isWithin(entries) {
    const first = entries[0]?.place;
    if (first?.sheet !== 'copies')
        return entries.length <= mostOfGroup;
    return new Set(entries.map(({ place }) => `${place.id}\n${place.source}`)).size <= mostParents;
}
function byDraw(a, b) {
    return (a.draw - b.draw ||
        byCodeUnit(a.place.id, b.place.id) ||
        byCodeUnit(a.place.source, b.place.source) ||
        a.place.copy - b.place.copy);
}
function byGroup(a, b) {
    return unitInterval(a) - unitInterval(b) || byCodeUnit(a, b);
}
function lastOf(groups) {
    return [...groups.keys()].reduce((last, name) => (byGroup(name, last) > 0 ? name : last));
}
//# sourceMappingURL=thumbnail-sample.js.map