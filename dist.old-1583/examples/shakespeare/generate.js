import { randomUint32 } from '../../core/seeded-random.js';
import { newForward } from '../../training/engines/forward.js';
import { configuration } from './configuration.js';
/**
 * Draws `count` tokens one by one, each from the model's distribution after the tokens before it, as many as the model
 * takes. `start` is not in the result. The same seed gives the same tokens.
 */
export function generate({ tf, ...backend }, model, weights, start, count) {
    const { length, seed } = configuration;
    const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
    const forward = newForward({ tf, ...backend }, tensors, undefined);
    const tokens = [start];
    for (let drawn = 0; drawn < count; drawn++) {
        const seen = tokens.slice(-length);
        const shares = tf.tidy(() => {
            const states = model.residual(forward, tf.tensor1d(seen, 'int32'), 1, seen.length);
            const last = tf.slice(states, [seen.length - 1, 0], [1, model.width]);
            return tf.softmax(model.logits(forward, model.hidden(forward, last))).dataSync();
        });
        tokens.push(tokenAt(shares, randomUint32(seed, drawn) / 2 ** 32));
    }
    tf.dispose([...tensors.values()]);
    return tokens.slice(1);
}
/** The token in whose part of [0, 1) `place` falls, when each has a part as long as its share. */
function tokenAt(shares, place) {
    let end = 0;
    for (const [token, share] of shares.entries()) {
        end += share;
        if (place < end)
            return token;
    }
    return shares.length - 1;
}
//# sourceMappingURL=generate.js.map