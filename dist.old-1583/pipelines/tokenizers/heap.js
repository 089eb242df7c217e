/** Adds an item to a binary heap. `before` is a strict total order; the first item in it is at index 0. O(log n). */
export function heapPush(heap, item, before) {
    let index = heap.push(item) - 1;
    while (index > 0) {
        const parent = (index - 1) >> 1;
        const above = heap[parent];
        if (!before(item, above))
            break;
        heap[index] = above;
        index = parent;
    }
    heap[index] = item;
}
/** Takes the first item out of a heap, or undefined from an empty one. O(log n). */
export function heapPop(heap, before) {
    const first = heap[0];
    const item = heap.pop();
    const size = heap.length;
    if (item === undefined || size === 0)
        return first;
    let index = 0;
    for (;;) {
        let child = 2 * index + 1;
        if (child >= size)
            break;
        if (child + 1 < size && before(heap[child + 1], heap[child]))
            child++;
        const below = heap[child];
        if (!before(below, item))
            break;
        heap[index] = below;
        index = child;
    }
    heap[index] = item;
    return first;
}
//# sourceMappingURL=heap.js.map