import { badStream } from './bad-stream.js';
import { planEpoch } from './epoch-order.js';
import { ownWindows, rankShare } from './rank-share.js';
/** The windows of one epoch, from a position on, that hold samples of the rank. */
export function* windowsOfEpoch(order, { epoch, position }) {
    const { groupSamples, windowSamples, seed } = order;
    const samples = groupSamples.reduce((sum, count) => sum + count, 0);
    const share = rankShare(position, samples, order);
    for (const own of ownWindows(planEpoch(groupSamples, windowSamples, seed, epoch), share))
        yield { own, share };
}
/** The windows from a place on, through all epochs after it. Throws `bad-stream` where an epoch has none. */
export function* windowsOfEpochs(order, from) {
    yield* windowsOfEpoch(order, from);
    for (let epoch = from.epoch + 1;; epoch++) {
        let any = false;
        for (const window of windowsOfEpoch(order, { epoch, position: 0 })) {
            any = true;
            yield window;
        }
        if (!any)
            throw badStream(`an epoch has no batch for rank ${order.rank} of ${order.ranks}`);
    }
}
//# sourceMappingURL=stream-plan.js.map