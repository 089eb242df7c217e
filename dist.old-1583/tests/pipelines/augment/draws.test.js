import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openDraws } from '../../../pipelines/augment/draws.js';
import { drawDirichlet, drawLogGamma } from '../../../pipelines/augment/gamma.js';
import { philox } from '../../../pipelines/augment/philox.js';
const key = { seed: 7, recordId: 'a/b.jpg', epoch: 3 };
test('Philox gives the known answers of its authors', () => {
    // Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds.
    const known = [
        [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
        [[-1, -1, -1, -1], [-1, -1], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
        [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
    ];
    for (const [counter, philoxKey, answer] of known) {
        const out = new Uint32Array(4);
        philox(counter, philoxKey, out);
        assert.equal([...out].map((word) => word.toString(16).padStart(8, '0')).join(' '), answer);
    }
});
describe('draws', () => {
    test('are the same for the same key', () => {
        assert.deepEqual(units(openDraws(key, '0 jpeg'), 9), units(openDraws({ ...key }, '0 jpeg'), 9));
    });
    test('stay as they are from release to release', () => {
        const draws = openDraws(key, '0 jpeg');
        const drawn = [draws.unit(), draws.uniform(-2, 2), draws.integer(0, 1000), draws.normal(), draws.normal()];
        assert.deepEqual(drawn.map((value) => value.toFixed(6)), ['0.172915', '0.197158', '78.000000', '-1.024695', '-0.867897']);
    });
    test('are spread evenly, and independent of those of the next seed, record, epoch and operation', () => {
        const variants = [
            (i) => openDraws({ ...key, seed: i }, 'x'),
            (i) => openDraws({ ...key, recordId: `image-${i}` }, 'x'),
            (i) => openDraws({ ...key, epoch: i }, 'x'),
            (i) => openDraws(key, `${i} x`),
        ];
        for (const variant of variants) {
            const rows = Array.from({ length: 6400 }, (_, i) => units(variant(i), 2));
            const first = rows.map(([value = 0]) => value);
            const second = rows.map(([, value = 0]) => value);
            assert.ok(chiSquare(first) < 114, 'first numbers'); // 63 degrees of freedom, 1 in 10,000.
            assert.ok(chiSquare(second) < 114, 'second numbers');
            // Each number with the next key's, and the second of a key with its first: cells of an 8 × 8 grid.
            assert.ok(chiSquare(pairs(first.slice(1), first)) < 114, 'neighbours');
            assert.ok(chiSquare(pairs(first, second)) < 114, 'first and second');
        }
    });
    test('of one key pass the same test, and the normal ones have the moments of their kind', () => {
        const draws = openDraws(key, 'normal');
        assert.ok(chiSquare(units(draws, 64_000)) < 114);
        const normal = Array.from({ length: 40_000 }, () => draws.normal());
        const moments = [1, 2, 3, 4].map((power) => mean(normal.map((value) => value ** power)));
        for (const [i, expected] of [0, 1, 0, 3].entries())
            assert.ok(Math.abs((moments[i] ?? 9) - expected) < 0.1);
    });
    test('of whole numbers take every value of the range and no other', () => {
        const draws = openDraws(key, 'integer');
        assert.deepEqual(new Set(Array.from({ length: 200 }, () => draws.integer(-1, 3))), new Set([-1, 0, 1, 2]));
    });
});
describe('gamma and Dirichlet', () => {
    test('have the mean and variance of their distribution', () => {
        for (const shape of [0.3, 1, 4.5]) {
            const draws = openDraws(key, `gamma ${shape}`);
            const values = Array.from({ length: 20_000 }, () => Math.exp(drawLogGamma(shape, draws)));
            const average = mean(values);
            assert.ok(Math.abs(average / shape - 1) < 0.05, `mean ${average} of ${shape}`);
            const variance = mean(values.map((value) => (value - average) ** 2));
            assert.ok(Math.abs(variance / shape - 1) < 0.1, `variance ${variance} of ${shape}`);
        }
    });
    test('two shares are Beta: even for 1, at the ends for little, in the middle for much; always finite', () => {
        const share = (alpha) => {
            const draws = openDraws(key, `beta ${alpha}`);
            return Array.from({ length: 6400 }, () => drawDirichlet(alpha, 2, draws)[0] ?? Number.NaN);
        };
        assert.ok(chiSquare(share(1)) < 114);
        assert.ok(share(1e-4).every((value) => value >= 0 && value <= 1));
        // Var Beta(a, a) = 1 / (4 (2a + 1)).
        for (const alpha of [0.2, 8]) {
            const variance = mean(share(alpha).map((value) => (value - 0.5) ** 2));
            assert.ok(Math.abs(variance * 4 * (2 * alpha + 1) - 1) < 0.06, `variance of ${alpha}`);
        }
        const three = drawDirichlet(1, 3, openDraws(key, 'three'));
        assert.ok(Math.abs(three.reduce((sum, value) => sum + value, 0) - 1) < 1e-12);
    });
});
function units(draws, count) {
    return Array.from({ length: count }, () => draws.unit());
}
function mean(values) {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** Of numbers in [0, 1) in 64 equal cells. */
function chiSquare(values) {
    const counts = new Array(64).fill(0);
    for (const value of values) {
        const cell = Math.min(63, Math.floor(value * 64));
        counts[cell] = (counts[cell] ?? 0) + 1;
    }
    const expected = values.length / 64;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
/** Pairs of numbers as numbers whose 64 cells are those of an 8 × 8 grid. */
function pairs(a, b) {
    return a.map((value, i) => (Math.floor(value * 8) * 8 + Math.floor((b[i] ?? 0) * 8)) / 64);
}
//# sourceMappingURL=draws.test.js.map