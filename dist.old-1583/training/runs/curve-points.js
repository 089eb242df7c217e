/** The mean of the points at most `reach` places away, for each; fewer at both ends. */
export function smoothed(points, reach) {
    const sums = [0];
    for (const { value } of points)
        sums.push((sums.at(-1) ?? 0) + value);
    return points.map(({ step }, place) => {
        const start = Math.max(0, place - reach);
        const end = Math.min(points.length, place + reach + 1);
        return { step, value: ((sums[end] ?? 0) - (sums[start] ?? 0)) / (end - start) };
    });
}
/** At most `most` of the points, evenly spread, with the first and the last. */
export function thinned(points, most) {
    if (points.length <= most)
        return [...points];
    const places = Array.from({ length: most }, (_, index) => Math.round((index * (points.length - 1)) / (most - 1)));
    return places.flatMap((place) => points[place] ?? []);
}
/** The lowest and the highest value of each of at most `most` groups of neighbours, at the group's first step. */
export function outline(points, most) {
    const groups = Math.min(most, points.length);
    const low = [];
    const high = [];
    for (let group = 0; group < groups; group += 1) {
        const start = Math.floor((group * points.length) / groups);
        const end = Math.floor(((group + 1) * points.length) / groups);
        const values = points.slice(start, end).map(({ value }) => value);
        const step = points[start]?.step ?? 0;
        low.push({ step, value: values.reduce((least, value) => Math.min(least, value)) });
        high.push({ step, value: values.reduce((most, value) => Math.max(most, value)) });
    }
    return { low, high };
}
/** Multiples of 1, 2 or 5 times a power of ten inside a range, at most `most` of them. */
export function roundTicks(from, to, most) {
    const power = 10 ** Math.floor(Math.log10((to - from) / most));
    const size = [1, 2, 5, 10].map((factor) => factor * power).find((each) => (to - from) / each < most) ?? to - from;
    const first = Math.ceil(from / size);
    const count = Math.floor(to / size) - first + 1;
    return Array.from({ length: count }, (_, index) => Number(((first + index) * size).toPrecision(12)));
}
//# sourceMappingURL=curve-points.js.map