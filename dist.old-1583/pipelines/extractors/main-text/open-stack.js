import { isBarrier } from './page-tags.js';
/** Browsers nest no deeper either. */
export const deepest = 512;
export function openStack(tags) {
    const elements = new Int32Array(deepest);
    const tagOf = new Uint8Array(deepest);
    const counts = new Int32Array(tags);
    let depth = 0;
    return {
        top: () => (depth === 0 ? -1 : elements[depth - 1]),
        depth: () => depth,
        push: (element, tag) => {
            elements[depth] = element;
            tagOf[depth] = tag;
            counts[tag] = counts[tag] + 1;
            depth++;
        },
        pop: () => {
            depth--;
            const tag = tagOf[depth];
            counts[tag] = counts[tag] - 1;
            return elements[depth];
        },
        isOpen: (tag) => counts[tag] > 0,
        find: (tag, beyondBarriers) => {
            if (counts[tag] === 0)
                return -1;
            for (let place = depth - 1; place >= 0; place--) {
                if (tagOf[place] === tag)
                    return place;
                if (!beyondBarriers && isBarrier[tagOf[place]] === 1)
                    return -1;
            }
            return -1;
        },
        remove: (place) => {
            const element = elements[place];
            const tag = tagOf[place];
            elements.copyWithin(place, place + 1, depth);
            tagOf.copyWithin(place, place + 1, depth);
            counts[tag] = counts[tag] - 1;
            depth--;
            return element;
        },
        tagAt: (place) => tagOf[place],
    };
}
//# sourceMappingURL=open-stack.js.map