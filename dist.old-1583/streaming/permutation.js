import { randomUint32 } from '../core/seeded-random.js';
/**
 * A permutation of 0 … count − 1 that is a function of (count, seed) alone, each as likely as any other.
 * Cost: linear; 4 bytes for each element.
 * Source: Fisher and Yates, as in Knuth, The Art of Computer Programming, volume 2, algorithm P.
 */
export function permutation(count, seed) {
    const places = Uint32Array.from({ length: count }, (_, index) => index);
    let counter = 0;
    for (let last = count - 1; last > 0; last--) {
        const bound = last + 1;
        // Draws above the largest multiple of `bound` would make small remainders likelier.
        const limit = 2 ** 32 - (2 ** 32 % bound);
        let draw = randomUint32(seed, counter++);
        while (draw >= limit)
            draw = randomUint32(seed, counter++);
        const other = draw % bound;
        const moved = places[last];
        places[last] = places[other];
        places[other] = moved;
    }
    return places;
}
/** The seed of one part of an epoch's order: part 0 is the order of groups, part 1 + w that within window w. */
export function partSeed(seed, epoch, part) {
    return randomUint32(randomUint32(seed, epoch), part);
}
//# sourceMappingURL=permutation.js.map