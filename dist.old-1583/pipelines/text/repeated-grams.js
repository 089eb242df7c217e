import { joinedHash, joinedStartHash, sameJoined } from './joined-words.js';
import { emptySlots, reusedInts } from './reused-ints.js';
import { slotOf } from './text-hashes.js';
/** Joined units from a word on that are looked at before the n-grams of that word are. */
const windows = [16, 32];
const levelMemory = reusedInts();
const hashMemory = reusedInts();
const placeMemory = reusedInts();
/**
 * For each n of `sizes` the code points in n-grams that were seen before; behind such an n-gram the search goes on.
 * n-grams are the same where their words run together are: `1 11` is `11 1`, as it is for datatrove.
 *
 * Exact: a hash only says where to look. An n-gram of at least 16 units can only repeat where its first 16 units do, so
 * most are never looked up. Cost: about 20 ns for each word, 10 ns for each word and n where those first units repeat.
 */
export function repeatedCharacters(words, sizes) {
    if (sizes.length === 0)
        return [];
    const levels = repeatedWindows(words);
    const places = candidatesOf(words, levels, Math.min(...sizes));
    return sizes.map((n) => charactersOf(words, levels, places, n));
}
/** For each word how many of the windows from it on occur at another word too. A window past the end occurs nowhere. */
function repeatedWindows(words) {
    const { count, starts } = words;
    const levels = levelMemory(count).fill(0);
    const hashes = hashMemory(count);
    const end = starts[count] ?? 0;
    for (const [level, length] of windows.entries()) {
        const slots = emptySlots(count);
        const mask = slots.length - 1;
        let last = 0;
        for (let k = 0; k < count; k++) {
            const windowEnd = starts[k] + length;
            if (windowEnd > end)
                break;
            if (levels[k] < level)
                continue;
            while (starts[last + 1] < windowEnd)
                last++;
            const hash = joinedStartHash(words, k, length, last);
            hashes[k] = hash;
            let slot = slotOf(hash, mask);
            let other = (slots[slot] ?? 0) - 1;
            while (other >= 0 && hashes[other] !== hash) {
                slot = (slot + 1) & mask;
                other = (slots[slot] ?? 0) - 1;
            }
            if (other < 0)
                slots[slot] = k + 1;
            else
                levels[k] = levels[other] = level + 1;
        }
    }
    return levels;
}
/** Places of words where an n-gram of `n` words or more may be one that occurs elsewhere too. */
function candidatesOf({ count, starts }, levels, n) {
    const [short] = windows;
    const places = placeMemory(count);
    let candidates = 0;
    for (let i = 0; i + n <= count; i++) {
        const units = starts[i + n] - starts[i];
        places[candidates] = i;
        candidates += levels[i] > 0 || units < short ? 1 : 0;
    }
    return places.subarray(0, candidates);
}
function charactersOf(words, levels, places, n) {
    const { count, starts, lengths } = words;
    const [short, long] = windows;
    if (places.length < 2)
        return 0;
    const slots = emptySlots(places.length);
    const mask = slots.length - 1;
    let characters = 0;
    let next = 0;
    for (let place = 0; place < places.length; place++) {
        const i = places[place] ?? 0;
        if (i < next)
            continue;
        if (i + n > count)
            break;
        const units = starts[i + n] - starts[i];
        const wanted = units < short ? 0 : units < long ? 1 : 2;
        if ((levels[i] ?? 0) < wanted)
            continue;
        let slot = slotOf(joinedHash(words, i, i + n), mask);
        let seen = (slots[slot] ?? 0) - 1;
        while (seen >= 0 && !sameJoined(words, seen, i, n)) {
            slot = (slot + 1) & mask;
            seen = (slots[slot] ?? 0) - 1;
        }
        if (seen < 0) {
            slots[slot] = i + 1;
            continue;
        }
        for (let k = i; k < i + n; k++)
            characters += lengths[k] ?? 0;
        next = i + n;
    }
    return characters;
}
//# sourceMappingURL=repeated-grams.js.map