import { clipBoxes } from './boxes.js';
/**
 * Boxes of an image whose pixels are taken from elsewhere: around all pixels that are taken from inside of each box.
 * `field` holds height × width × 2 numbers (along x, along y), in units of half the image's width and half its height.
 * Costs a look at the pixels of each box and around it, as far as the field reaches; of more than 256 boxes each is only
 * widened by that reach, so that a record of many boxes costs no more.
 */
export function displaceBoxes(boxes, field, { width, height }) {
    if (boxes.length === 0)
        return boxes;
    const reach = { x: (width / 2) * furthest(field, 0), y: (height / 2) * furthest(field, 1) };
    if (boxes.length > mostSearched) {
        const widened = boxes.map((box) => ({
            x: box.x - reach.x,
            y: box.y - reach.y,
            width: box.width + 2 * reach.x,
            height: box.height + 2 * reach.y,
            label: box.label,
        }));
        return clipBoxes(widened, { width, height });
    }
    const moved = boxes.flatMap((box) => {
        const left = Math.max(0, Math.floor(box.x - reach.x));
        const right = Math.min(width, Math.ceil(box.x + box.width + reach.x));
        const top = Math.max(0, Math.floor(box.y - reach.y));
        const bottom = Math.min(height, Math.ceil(box.y + box.height + reach.y));
        let [x0, y0, x1, y1] = [width, height, -1, -1];
        for (let y = top; y < bottom; y++) {
            for (let x = left; x < right; x++) {
                const at = 2 * (y * width + x);
                const fromX = x + 0.5 + ((field[at] ?? 0) * width) / 2 - box.x;
                const fromY = y + 0.5 + ((field[at + 1] ?? 0) * height) / 2 - box.y;
                if (fromX < 0 || fromX >= box.width || fromY < 0 || fromY >= box.height)
                    continue;
                x0 = Math.min(x0, x);
                y0 = Math.min(y0, y);
                x1 = Math.max(x1, x);
                y1 = Math.max(y1, y);
            }
        }
        return x1 < 0 ? [] : [{ x: x0, y: y0, width: x1 + 1 - x0, height: y1 + 1 - y0, label: box.label }];
    });
    return clipBoxes(moved, { width, height });
}
const mostSearched = 256;
function furthest(field, axis) {
    let most = 0;
    for (let i = axis; i < field.length; i += 2)
        most = Math.max(most, Math.abs(field[i] ?? 0));
    return most;
}
//# sourceMappingURL=displaced-boxes.js.map