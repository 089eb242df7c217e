import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { autoAugmentPolicies } from '../../../pipelines/augment/policies/auto-augment-policies.js';
import { augMixPartialSpace, augMixSpace, autoAugmentSpace, randAugmentSpace, signedOperations, trivialAugmentSpace, } from '../../../pipelines/augment/policies/magnitudes.js';
import { packageRoot } from '../../../storage/package-root.js';
const goldens = JSON.parse(readFileSync(new URL('tests/fixtures/torchvision-policies/policies.json', packageRoot), 'utf8'));
const spaces = {
    'auto-augment': autoAugmentSpace,
    'rand-augment': randAugmentSpace,
    'trivial-augment': trivialAugmentSpace,
    'aug-mix': augMixSpace,
    'aug-mix-partial': augMixPartialSpace,
};
test("every strength of every policy is torchvision's, to the last bit", () => {
    for (const [name, operations] of Object.entries(goldens.spaces)) {
        const space = spaces[name];
        assert.ok(space);
        assert.deepEqual([...space.operations].sort(), Object.keys(operations).sort(), name);
        for (const operation of space.operations) {
            const { signed, magnitudes } = operations[operation] ?? assert.fail(operation);
            assert.equal(signedOperations.has(operation), signed, operation);
            if (magnitudes.length === 0)
                assert.equal(space.magnitudes(operation, 31, { width: 9, height: 9 }), null);
            for (const { width, height, bins, values } of magnitudes) {
                const ours = space.magnitudes(operation, bins, { width, height });
                assert.deepEqual([...(ours ?? [])], values, `${name} ${operation} of ${width}×${height} in ${bins}`);
            }
        }
    }
});
test("AutoAugment's policies are torchvision's", () => {
    assert.deepEqual(autoAugmentPolicies, goldens.policies);
});
//# sourceMappingURL=policies.test.js.map