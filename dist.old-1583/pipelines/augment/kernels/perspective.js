import { warpPerspective } from './warp-kernel.js';
/**
 * Seen so that `start` comes to lie on `end`: torchvision's `perspective` on a uint8 tensor. The image keeps its size.
 * Corners of which three lie on a line allow no such view: the image stays as it is.
 */
export function perspective(pixels, start, end, options) {
    const coefficients = perspectiveCoefficients(start, end);
    return coefficients === null ? pixels : warpPerspective(pixels, coefficients, options);
}
/** Where a place comes to lie; null at the horizon and behind it, and where no view exists, the place itself. */
export function perspectivePoint(point, start, end) {
    const forward = perspectiveCoefficients(end, start);
    if (forward === null)
        return point;
    const [a, b, c, d, e, f, g, h] = forward;
    const depth = g * point.x + h * point.y + 1;
    if (!(depth > 1e-9))
        return null;
    return { x: (a * point.x + b * point.y + c) / depth, y: (d * point.x + e * point.y + f) / depth };
}
/** Eight numbers that take `end` to `start`; null where there are none. torchvision's `_get_perspective_coeffs`. */
export function perspectiveCoefficients(start, end) {
    const rows = [];
    for (let i = 0; i < 4; i++) {
        const from = end[i];
        const to = start[i];
        if (from === undefined || to === undefined)
            return null;
        rows.push([from.x, from.y, 1, 0, 0, 0, -to.x * from.x, -to.x * from.y, to.x]);
        rows.push([0, 0, 0, from.x, from.y, 1, -to.y * from.x, -to.y * from.y, to.y]);
    }
    const [a, b, c, d, e, f, g, h] = solve(rows);
    if (h === undefined || ![a, b, c, d, e, f, g, h].every(Number.isFinite))
        return null;
    return [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0, f ?? 0, g ?? 0, h];
}
/** Gauss's elimination with partial pivoting; the last column is the right-hand side. Empty where it is singular. */
function solve(rows) {
    const size = rows.length;
    for (let column = 0; column < size; column++) {
        let best = column;
        for (let row = column + 1; row < size; row++) {
            if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0))
                best = row;
        }
        const pivot = rows[best];
        const other = rows[column];
        if (pivot === undefined || other === undefined || !(Math.abs(pivot[column] ?? 0) > 1e-9))
            return [];
        rows[best] = other;
        rows[column] = pivot;
        for (const row of rows) {
            if (row === pivot)
                continue;
            const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
            for (let i = column; i <= size; i++)
                row[i] = (row[i] ?? 0) - factor * (pivot[i] ?? 0);
        }
    }
    return rows.map((row, i) => (row[size] ?? 0) / (row[i] ?? 1));
}
//# sourceMappingURL=perspective.js.map