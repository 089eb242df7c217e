/** Red, green and blue of sRGB in the profile connection space, adapted to D50 (IEC 61966-2-1; ICC.1:2022, annex E). */
const srgbColourants = [
    ['rXYZ', 0.436, 0.2225, 0.0139],
    ['gXYZ', 0.3851, 0.7169, 0.0971],
    ['bXYZ', 0.1431, 0.0606, 0.7141],
];
const colourantTolerance = 0.003;
const curveTolerance = 0.01;
/** Places at which a tone curve is compared. */
const places = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9];
/**
 * Whether an ICC profile says what is taken for granted without one: the primaries and the tone curve of sRGB.
 * Any other, also a damaged one, is not. Source: ICC.1:2022, sections 7, 10.6, 10.18 and 10.31.
 */
export function isSrgbProfile(profile) {
    const view = new DataView(profile.buffer, profile.byteOffset, profile.length);
    const tags = tagsOf(view);
    const colourants = srgbColourants.every(([tag, ...wanted]) => {
        const at = tags.get(tag);
        return (at !== undefined &&
            at + 20 <= view.byteLength &&
            wanted.every((value, axis) => Math.abs(fixed(view, at + 8 + 4 * axis) - value) <= colourantTolerance));
    });
    return (colourants &&
        ['rTRC', 'gTRC', 'bTRC'].every((tag) => {
            const at = tags.get(tag);
            const curve = at === undefined ? undefined : curveAt(view, at);
            return curve !== undefined && places.every((x) => Math.abs(curve(x) - srgbCurve(x)) <= curveTolerance);
        }));
}
function tagsOf(view) {
    const tags = new Map();
    if (view.byteLength < 132)
        return tags;
    const count = Math.min(view.getUint32(128), 100);
    for (let tag = 0; tag < count && 132 + 12 * tag + 12 <= view.byteLength; tag++) {
        const at = 132 + 12 * tag;
        tags.set(nameAt(view, at), view.getUint32(at + 4));
    }
    return tags;
}
function curveAt(view, at) {
    if (at + 12 > view.byteLength)
        return undefined;
    const type = nameAt(view, at);
    if (type === 'curv')
        return tableAt(view, at);
    return type === 'para' ? formulaAt(view, at) : undefined;
}
function tableAt(view, at) {
    const count = view.getUint32(at + 8);
    if (at + 12 + 2 * count > view.byteLength)
        return undefined;
    if (count === 0)
        return (x) => x;
    if (count === 1) {
        const gamma = view.getUint16(at + 12) / 256;
        return (x) => x ** gamma;
    }
    const entry = (index) => view.getUint16(at + 12 + 2 * index) / 65_535;
    return (x) => {
        const place = x * (count - 1);
        const below = Math.min(count - 2, Math.floor(place));
        return entry(below) + (place - below) * (entry(below + 1) - entry(below));
    };
}
/** Parameters of the formulae 0 to 4. */
const parameterCounts = [1, 3, 4, 5, 7];
function formulaAt(view, at) {
    const formula = view.getUint16(at + 8);
    const count = parameterCounts[formula];
    if (count === undefined || at + 12 + 4 * count > view.byteLength)
        return undefined;
    const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: count }, (_, index) => fixed(view, at + 12 + 4 * index));
    switch (formula) {
        case 0:
            return (x) => x ** g;
        case 1:
            return (x) => (a * x + b >= 0 ? (a * x + b) ** g : 0);
        case 2:
            return (x) => (a * x + b >= 0 ? (a * x + b) ** g : 0) + c;
        default:
            return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
    }
}
function srgbCurve(x) {
    return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}
function fixed(view, at) {
    return view.getInt32(at) / 65_536;
}
function nameAt(view, at) {
    return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
//# sourceMappingURL=colour-profile.js.map