import { customGradient } from './custom-gradient.js';
/** Rows of `table` [rows, width] that `ids`, int32 [n], name. On the CPU an id outside the table is an error. */
export function embedding({ tf, raw }, table, ids) {
    const [rows = 0, width = 0] = table.shape;
    return customGradient(tf, [table], () => ({ value: tf.gather(table, ids).as2D(ids.size, width), saved: [ids] }), (gradient, [ids]) => [
        raw.one('UnsortedSegmentSum', [gradient, ids, tf.scalar(rows, 'int32')], {
            T: { type: 'float32' },
            Tindices: { type: 'int32' },
            Tnumsegments: { type: 'int32' },
        }),
    ]);
}
//# sourceMappingURL=embedding.js.map