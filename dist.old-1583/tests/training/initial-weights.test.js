import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialWeight } from '../../training/initial-weights.js';
const normal = {
    name: 'h.0.mlp.c_fc.weight',
    shape: [101, 401],
    initial: { kind: 'normal', deviation: 0.02 },
    decays: true,
};
test('normal weights have the moments of a normal distribution', () => {
    const data = [...initialWeight(normal, 3).data].map((value) => value / 0.02);
    const moment = (power) => data.reduce((sum, value) => sum + value ** power, 0) / data.length;
    assert.equal(data.length, 101 * 401);
    assert.ok(Math.abs(moment(1)) < 0.02);
    assert.ok(Math.abs(moment(2) - 1) < 0.02);
    assert.ok(Math.abs(moment(3)) < 0.08);
    assert.ok(Math.abs(moment(4) - 3) < 0.15);
    const neighbours = data.slice(1).reduce((sum, value, index) => sum + value * (data[index] ?? 0), 0) / data.length;
    assert.ok(Math.abs(neighbours) < 0.02, 'neighbours are independent');
});
test('a weight is a function of its name and the seed', () => {
    assert.deepEqual(initialWeight(normal, 3), initialWeight(normal, 3));
    const other = initialWeight({ ...normal, name: 'h.1.mlp.c_fc.weight' }, 3).data;
    const reseeded = initialWeight(normal, 4).data;
    const equal = [...initialWeight(normal, 3).data].filter((value, at) => value === other[at] || value === reseeded[at]);
    assert.ok(equal.length < 10);
});
test('gains begin as ones, biases as zeros', () => {
    assert.deepEqual([...initialWeight({ ...normal, shape: [3], initial: { kind: 'ones' } }, 1).data], [1, 1, 1]);
    assert.deepEqual([...initialWeight({ ...normal, shape: [3], initial: { kind: 'zeros' } }, 1).data], [0, 0, 0]);
});
//# sourceMappingURL=initial-weights.test.js.map