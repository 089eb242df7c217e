/** Cuts boxes at the image's borders and leaves out those of which nothing can be seen. */
export function clipBoxes(boxes, { width, height }) {
    return boxes.flatMap((box) => {
        const x = Math.max(0, box.x);
        const y = Math.max(0, box.y);
        const right = Math.min(width, box.x + box.width);
        const bottom = Math.min(height, box.y + box.height);
        // Written so that a coordinate that is no number leaves no box.
        if (!(right > x && bottom > y))
            return [];
        return [{ x, y, width: right - x, height: bottom - y, label: box.label }];
    });
}
/** Boxes of an image of which `crop` is left, and that is `size` then. */
export function cropBoxes(boxes, crop, size = crop) {
    const scaleX = size.width / crop.width;
    const scaleY = size.height / crop.height;
    const moved = boxes.map(({ x, y, width, height, label }) => ({
        x: (x - crop.x) * scaleX,
        y: (y - crop.y) * scaleY,
        width: width * scaleX,
        height: height * scaleY,
        label,
    }));
    return clipBoxes(moved, size);
}
/** Boxes of an image mirrored left to right. */
export function mirrorBoxes(boxes, width) {
    return boxes.map((box) => ({ ...box, x: width - box.x - box.width }));
}
/** Boxes of an image turned upside down. */
export function upturnBoxes(boxes, height) {
    return boxes.map((box) => ({ ...box, y: height - box.y - box.height }));
}
/**
 * Boxes around where the corners of each box go, cut at the borders. They hold all of a box's content where the map takes
 * lines to lines, as affine and perspective maps do. A box with a corner out of sight becomes the whole image.
 */
export function mapBoxes(boxes, map, size) {
    const mapped = boxes.map((box) => {
        const right = box.x + box.width;
        const bottom = box.y + box.height;
        const corners = [
            map({ x: box.x, y: box.y }),
            map({ x: right, y: box.y }),
            map({ x: right, y: bottom }),
            map({ x: box.x, y: bottom }),
        ].filter((corner) => corner !== null);
        if (corners.length < 4)
            return { x: 0, y: 0, width: size.width, height: size.height, label: box.label };
        const xs = corners.map(({ x }) => x);
        const ys = corners.map(({ y }) => y);
        const x = Math.min(...xs);
        const y = Math.min(...ys);
        return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y, label: box.label };
    });
    return clipBoxes(mapped, size);
}
/** The smallest box around two, with the label of the first. */
export function hull(a, b) {
    const x = Math.min(a.x, b.x);
    const y = Math.min(a.y, b.y);
    const right = Math.max(a.x + a.width, b.x + b.width);
    const bottom = Math.max(a.y + a.height, b.y + b.height);
    return { x, y, width: right - x, height: bottom - y, label: a.label };
}
//# sourceMappingURL=boxes.js.map