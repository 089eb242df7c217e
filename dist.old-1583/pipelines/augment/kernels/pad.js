import { reflectedIndex } from './reflected-index.js';
/**
 * A larger image with the old one inside: torchvision's `pad`. Where `reflect` or `symmetric` need more than there is,
 * which torchvision refuses, they go on mirroring.
 */
export function pad({ data, width, height }, padding, content) {
    const wide = width + padding.left + padding.right;
    const high = height + padding.top + padding.bottom;
    const padded = new Uint8Array(3 * wide * high);
    const inside = (y) => y >= padding.top && y < padding.top + height;
    if (typeof content !== 'string')
        for (let i = 0; i < padded.length; i++)
            padded[i] = content[i % 3] ?? 0;
    for (let y = 0; y < high; y++) {
        if (typeof content !== 'string' && !inside(y))
            continue;
        const row = 3 * width * sourceIndex(y - padding.top, height, content);
        const start = 3 * y * wide;
        padded.set(data.subarray(row, row + 3 * width), start + 3 * padding.left);
        if (typeof content === 'string')
            padSides(padded, start, data, row, width, padding, content);
    }
    return { data: padded, width: wide, height: high };
}
function padSides(padded, start, data, row, width, { left, right }, content) {
    for (let i = 0; i < left + right; i++) {
        const x = i < left ? i : i + width;
        const from = row + 3 * sourceIndex(x - left, width, content);
        for (let c = 0; c < 3; c++)
            padded[start + 3 * x + c] = data[from + c] ?? 0;
    }
}
function sourceIndex(index, length, content) {
    if (content === 'reflect')
        return reflectedIndex(index, length);
    if (content === 'symmetric') {
        const place = ((index % (2 * length)) + 2 * length) % (2 * length);
        return place < length ? place : 2 * length - 1 - place;
    }
    return Math.min(Math.max(index, 0), length - 1);
}
//# sourceMappingURL=pad.js.map