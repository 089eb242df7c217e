/** Opens an empty set of the numbers up to `limit`: one bit each, and above them one bit for each 32 that has any. */
export function openSizeSet(limit) {
    const levels = [];
    for (let bits = limit + 1;;) {
        const words = Math.ceil(bits / 32);
        levels.push(new Int32Array(words));
        if (words === 1)
            break;
        bits = words;
    }
    function descend(level, index) {
        let found = index;
        for (let below = level - 1; below >= 0; below--)
            found = found * 32 + highestBit(levels[below]?.[found] ?? 0);
        return found;
    }
    return {
        add(size) {
            let index = size;
            for (const words of levels) {
                words[index >>> 5] = (words[index >>> 5] ?? 0) | (1 << (index & 31));
                index >>>= 5;
            }
        },
        remove(size) {
            let index = size;
            for (const words of levels) {
                const word = (words[index >>> 5] ?? 0) & ~(1 << (index & 31));
                words[index >>> 5] = word;
                if (word !== 0)
                    return;
                index >>>= 5;
            }
        },
        largestUpTo(size) {
            let index = size;
            for (let level = 0; level < levels.length && index >= 0; level++) {
                const upTo = (levels[level]?.[index >>> 5] ?? 0) & (-1 >>> (31 - (index & 31)));
                if (upTo !== 0)
                    return descend(level, (index & ~31) + highestBit(upTo));
                index = (index >>> 5) - 1;
            }
            return -1;
        },
    };
}
function highestBit(word) {
    return 31 - Math.clz32(word);
}
//# sourceMappingURL=size-set.js.map