/** Numbers of the kernel, jpeg.as. */
const upsamplings = { grey: 0, equal: 1, smoothRows: 2, smooth: 3, repeatRows: 4, repeat: 5 };
const lumaFactors = { grey: [1, 1], '4:4:4': [1, 1], '4:2:2': [2, 1], '4:2:0': [2, 2] };
/** Throws RangeError for a region that is not inside the image. */
export function planRegion(header, region, scale) {
    checkRegion(header, region);
    const left = Math.floor(region.left / scale);
    const top = Math.floor(region.top / scale);
    const right = Math.ceil((region.left + region.width) / scale);
    const bottom = Math.ceil((region.top + region.height) / scale);
    const size = 8 / scale;
    const [across, down] = lumaFactors[header.sampling];
    const upsampling = upsamplings[upsamplingOf(header.sampling, scale, Math.ceil(header.width / scale))];
    const mcusPerRow = Math.ceil(header.width / (8 * across));
    const mcuRows = Math.ceil(header.height / (8 * down));
    // Smooth upsampling looks at the next chroma sample on each side.
    const marginAcross = upsampling === upsamplings.smooth || upsampling === upsamplings.smoothRows ? 2 : 0;
    const columns = spanOf(left - marginAcross, right + marginAcross, across * size, mcusPerRow);
    const marginDown = upsampling === upsamplings.smooth ? 2 : 0;
    const rows = spanOf(top - marginDown, bottom + marginDown, down * size, mcuRows);
    const interval = header.restartInterval === 0 ? mcusPerRow * mcuRows : header.restartInterval;
    const lastMcu = (rows.to - 1) * mcusPerRow + columns.to - 1;
    const plane = (points, h, v) => {
        return { size: points, step: h * points, rows: v * points, stride: h * points * (columns.to - columns.from) };
    };
    // Chroma planes are enlarged by a larger inverse DCT where that does for both sides.
    const chromaSize = header.sampling === '4:2:0' ? Math.min(8, 2 * size) : size;
    const chroma = plane(chromaSize, 1, 1);
    const luma = plane(size, across, down);
    return {
        ...{ left, top, right, bottom, columns, rows, mcusPerRow, interval, upsampling },
        segments: Math.floor(lastMcu / interval) + 1,
        planesLeft: columns.from * across * size,
        planes: header.sampling === 'grey' ? [luma] : [luma, chroma, chroma],
        blocks: blocksOf(header.sampling, size),
        chroma: {
            width: Math.ceil(header.width / scale / (marginAcross === 0 ? 1 : 2)),
            height: Math.ceil(header.height / scale / (marginDown === 0 ? 1 : 2)),
        },
    };
}
function checkRegion(image, { left, top, width, height }) {
    const whole = [left, top, width, height].every(Number.isInteger);
    const inside = left >= 0 && top >= 0 && left + width <= image.width && top + height <= image.height;
    if (whole && inside && width > 0 && height > 0)
        return;
    throw new RangeError(`expected a region inside ${image.width}×${image.height}, found ${left},${top} ${width}×${height}`);
}
/** As libjpeg: chroma planes of at most 2 columns, and those of inverse DCTs of one point, are not smoothed. */
function upsamplingOf(sampling, scale, width) {
    const smooth = Math.ceil(width / 2) > 2 && scale < 8;
    if (sampling === 'grey')
        return 'grey';
    if (sampling === '4:2:2')
        return smooth ? 'smoothRows' : 'repeatRows';
    if (sampling === '4:4:4' || scale > 1)
        return 'equal';
    return smooth ? 'smooth' : 'repeat';
}
function spanOf(from, to, side, most) {
    return { from: Math.max(0, Math.floor(from / side)), to: Math.min(most, Math.ceil(to / side)) };
}
function blocksOf(sampling, size) {
    const [across, down] = lumaFactors[sampling];
    const blocks = [];
    for (let y = 0; y < down; y++) {
        for (let x = 0; x < across; x++)
            blocks.push({ component: 0, x: x * size, y: y * size });
    }
    if (sampling !== 'grey')
        blocks.push({ component: 1, x: 0, y: 0 }, { component: 2, x: 0, y: 0 });
    return blocks;
}
//# sourceMappingURL=plan-region.js.map