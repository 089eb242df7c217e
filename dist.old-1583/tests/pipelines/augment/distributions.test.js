import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openDraws } from '../../../pipelines/augment/draws.js';
import { drawPatch } from '../../../pipelines/augment/operations/cut-mix.js';
import { drawTransform } from '../../../pipelines/augment/operations/random-affine.js';
import { drawRegion } from '../../../pipelines/augment/operations/random-erasing.js';
import { drawCorners } from '../../../pipelines/augment/operations/random-perspective.js';
import { drawCrop } from '../../../pipelines/augment/operations/random-resized-crop.js';
import { packageRoot } from '../../../storage/package-root.js';
/** For each number that torchvision draws some values with the share of 40,000 draws that were at most those. */
const goldens = JSON.parse(readFileSync(new URL('tests/fixtures/torchvision-policies/draws.json', packageRoot), 'utf8'));
const wide = { width: 60, height: 40 };
const tall = { width: 20, height: 60 };
const affine = {
    degrees: [-10, 30],
    translate: [0.1, 0.3],
    scale: [0.8, 1.5],
    shear: [-5, 5, 10, 20],
};
const ours = {
    'random-resized-crop': (draws) => {
        const { x, y, width, height } = drawCrop(wide, { scale: [0.08, 1], ratio: [3 / 4, 4 / 3] }, draws);
        return [x, y, width, height];
    },
    'random-resized-crop narrow': (draws) => {
        const { x, y, width, height } = drawCrop(tall, { scale: [0.5, 1], ratio: [1, 3] }, draws);
        return [x, y, width, height];
    },
    'random-erasing': (draws) => {
        const region = drawRegion(wide, { scale: [0.02, 0.33], ratio: [0.3, 3.3] }, draws);
        const { x, y, width, height } = region ?? { x: 0, y: 0, ...wide };
        return [x, y, width, height];
    },
    'random-affine': (draws) => {
        const { angle, translate, scale, shear } = drawTransform(wide, affine, draws);
        return [angle, ...translate, scale, ...shear];
    },
    'random-perspective': (draws) => drawCorners(wide, 0.6, draws).flatMap(({ x, y }) => [x, y]),
    'cut-mix': (draws) => {
        const { left, top, right, bottom } = drawPatch(wide, 0.7, draws);
        return [left, top, right, bottom];
    },
};
for (const [name, draw] of Object.entries(ours)) {
    test(`${name} draws its numbers as often as torchvision does`, () => {
        const golden = goldens[name] ?? assert.fail(name);
        const count = 8000;
        const rows = Array.from({ length: count }, (_, epoch) => {
            return draw(openDraws({ seed: 5, recordId: 'x', epoch }, `0 ${name}`));
        });
        for (const [column, shares] of golden.entries()) {
            for (const [value, expected] of shares) {
                const share = rows.filter((row) => (row[column] ?? Number.NaN) <= value + 1e-6).length / count;
                // Four deviations of a share of 8,000 draws are 0.022 at most.
                assert.ok(Math.abs(share - expected) < 0.022, `number ${column}: ${share} of ours, ${expected} ≤ ${value}`);
            }
        }
    });
}
//# sourceMappingURL=distributions.test.js.map