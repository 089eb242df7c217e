import { customGradient } from './custom-gradient.js';
/**
 * Scaled dot-product attention of `heads` heads among the places of each sample. `mask` [length, length] is added to the
 * scores; without one each place looks at all.
 * `mixed` [samples·length, 3·width]: query, key and value side by side; gives [samples·length, width].
 * Holds samples·heads·length² scores. Vaswani et al. 2017; the gradient of the softmax as in Dao et al. 2022, B.4.
 */
export function attention({ tf }, mixed, mask, { samples, length, heads }) {
    const width = (mixed.shape[1] ?? 0) / 3;
    const headWidth = width / heads;
    const byHead = (x) => tf.transpose(x.reshape([samples, length, heads, headWidth]), [0, 2, 1, 3]);
    const byPlace = (x) => tf.transpose(x, [0, 2, 1, 3]).reshape([samples * length, width]);
    const scale = 1 / Math.sqrt(headWidth);
    return customGradient(tf, [mixed], () => {
        const [query, key, value] = tf.split(mixed, 3, 1).map(byHead);
        const scaled = tf.mul(query, scale);
        const scores = tf.matMul(scaled, key, false, true);
        const shares = tf.softmax(mask === undefined ? scores : tf.add(scores, mask));
        const mean = tf.matMul(shares, value);
        return { value: byPlace(mean), saved: [scaled, key, value, shares, mean] };
    }, (gradient, [scaled, key, value, shares, mean]) => {
        const toMean = byHead(gradient);
        const along = tf.sum(tf.mul(toMean, mean), -1, true);
        const toScores = tf.mul(shares, tf.sub(tf.matMul(toMean, value, false, true), along));
        const toQuery = tf.mul(tf.matMul(toScores, key), scale);
        const toKey = tf.matMul(toScores, scaled, true, false);
        const toValue = tf.matMul(shares, toMean, true, false);
        return [tf.concat([toQuery, toKey, toValue].map(byPlace), 1)];
    });
}
//# sourceMappingURL=attention.js.map