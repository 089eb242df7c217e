import { badStream } from './bad-stream.js';
/** Throws MillraceError `bad-stream` (usage) for a number that is out of range. */
export function checkNumbers({ batch, seed, epoch = 0, threads, ranks = 1, rank = 0 }, maxBatch) {
    const limits = {
        batch: [batch, 1, maxBatch],
        seed: [seed, 0, 2 ** 32 - 1],
        epoch: [epoch, 0, 2 ** 32 - 1],
        threads: [threads, 1, 256],
        ranks: [ranks, 1, 2 ** 20],
        rank: [rank, 0, ranks - 1],
    };
    for (const [name, [value, least, most]] of Object.entries(limits)) {
        if (!Number.isInteger(value) || value < least || value > most) {
            throw badStream(`expected ${name} to be a whole number from ${least} to ${most}, found ${value}`);
        }
    }
}
//# sourceMappingURL=stream-request.js.map