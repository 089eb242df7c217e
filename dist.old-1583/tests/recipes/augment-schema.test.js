import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { augmentations, batchAugmentations } from '../../pipelines/augment/registry.js';
import { textAugmentations } from '../../pipelines/text-augment/registry.js';
import { imageCopiesSchema, textCopiesSchema, textStepsOfRun, trainAugmentSchema, } from '../../recipes/augment-schema.js';
import { augmentationReference } from '../../recipes/augmentation-reference.js';
import { checkValue, problemText } from '../../recipes/check-value.js';
function steps(value) {
    const checked = checkValue(trainAugmentSchema, value);
    if (!checked.ok)
        return assert.fail(problemText(checked.problems[0]));
    return checked.value;
}
function refused(value, schema = trainAugmentSchema) {
    const checked = checkValue(schema, value);
    return checked.ok ? assert.fail('expected a refusal') : problemText(checked.problems[0]);
}
describe('augment of a train run', () => {
    test("takes the list of the design, and fills in torchvision's defaults", () => {
        assert.deepEqual(steps([{ 'random-resized-crop': { size: 28 } }, { 'random-erasing': {} }]), [
            {
                name: 'random-resized-crop',
                parameters: { size: 28, scale: [0.08, 1], ratio: [3 / 4, 4 / 3], filter: 'bilinear' },
            },
            { name: 'random-erasing', parameters: { p: 0.5, scale: [0.02, 0.33], ratio: [0.3, 3.3], value: 0 } },
        ]);
    });
    test('takes a name alone, a name with nothing, and batch operations last', () => {
        const names = steps(['rand-augment', { 'random-horizontal-flip': null }, 'mix-up', { 'cut-mix': { alpha: 0.2 } }]);
        assert.deepEqual(names.map(({ name }) => name), ['rand-augment', 'random-horizontal-flip', 'mix-up', 'cut-mix']);
        assert.equal(names[0]?.parameters['magnitude'], 9);
        assert.equal(names[1]?.parameters['p'], 0.5);
        assert.equal(names[2]?.parameters['alpha'], 1);
    });
    test('every operation takes what it gives, as plain data', () => {
        const least = {
            'random-resized-crop': { size: 4 },
            resize: { size: [3, 4] },
            'center-crop': { size: 4 },
            'random-crop': { size: 4, padding: [1, 2] },
            'random-rotation': { degrees: 10 },
            'random-posterize': { bits: 3 },
            'random-solarize': { threshold: 128 },
            'random-adjust-sharpness': { factor: 2 },
            'gaussian-blur': { kernel: 3 },
            jpeg: { quality: [5, 90] },
        };
        for (const { name } of [...augmentations, ...batchAugmentations]) {
            const [step] = steps([{ [name]: least[name] ?? {} }]);
            assert.equal(step?.name, name);
            assert.deepEqual(JSON.parse(JSON.stringify(step)), step);
            assert.deepEqual(steps([{ [name]: step?.parameters }]), [step]);
        }
    });
    test('names the key, what was expected and what was found', () => {
        const cases = [
            [['random-flip'], /^\[0\]: expected one of .*"random-flip"/],
            [['random-horizontal-flop'], /did you mean "?random-horizontal-flip/i],
            [[{ 'random-flip': {} }], /unknown key "random-flip"/],
            [['random-resized-crop'], /^\[0\]: "random-resized-crop" needs parameters: size: expected .*found nothing/],
            [[{ 'random-resized-crop': { size: 0 } }], /size: expected .*at least 1.*found 0/],
            [[{ 'random-resized-crop': { size: 8, scale: [0.5, 0.1] } }], /scale: expected the smaller number first/],
            [[{ 'random-erasing': { q: 1 } }], /random-erasing: unknown key "q"/],
            [[{ 'random-erasing': { p: 2 } }], /random-erasing\.p: expected at most 1, found 2/],
            [[{ 'gaussian-blur': { kernel: 4 } }], /kernel: expected an odd number, found 4/],
            [[{ 'rand-augment': { magnitude: 31 } }], /magnitude: expected less than the number of bins/],
            [[{ 'random-erasing': {}, jpeg: { quality: 5 } }], /expected exactly one operation, found 2 keys/],
            [['mix-up', 'random-erasing'], /expected "mix-up", which mixes batches, after all operations on images/],
        ];
        for (const [value, expected] of cases)
            assert.match(refused(value), expected, JSON.stringify(value));
    });
});
describe('augment of a recipe', () => {
    test('has copies, a seed and operations', () => {
        const checked = checkValue(imageCopiesSchema, { operations: ['random-vertical-flip'] });
        assert.ok(checked.ok);
        assert.deepEqual(checked.value, {
            copies: 1,
            seed: 0,
            operations: [{ name: 'random-vertical-flip', parameters: { p: 0.5 } }],
        });
    });
    test('takes no batch operations, no empty list, no copies of nothing', () => {
        const schema = imageCopiesSchema;
        assert.match(refused({ operations: ['mix-up'] }, schema), /operations\[0\]: expected an operation on images.*"mix-up"/);
        assert.match(refused({ operations: [{ 'cut-mix': {} }] }, schema), /unknown key "cut-mix"/);
        assert.match(refused({ operations: [] }, schema), /operations: expected at least 1 item/);
        assert.match(refused({ copies: 0, operations: ['random-vertical-flip'] }, schema), /copies: expected at least 1/);
    });
});
test('copies of texts take operations on texts', () => {
    const checked = checkValue(textCopiesSchema, { operations: ['aeda', { 'random-deletion': { p: 0.2 } }] });
    assert.deepEqual(checked.ok && checked.value.operations.map(({ name, parameters }) => [name, parameters['p']]), [
        ['aeda', undefined],
        ['random-deletion', 0.2],
    ]);
    const sentinels = { operations: [{ 'span-corruption': { sentinel: '<hole>' } }] };
    assert.match(refused(sentinels, textCopiesSchema), /sentinel: expected a text with \{n\} in it/);
});
test('a train run on documents takes what needs the text alone', () => {
    const checked = checkValue(textStepsOfRun, ['eda', { 'token-dropout': { p: 0.2 } }]);
    assert.ok(checked.ok);
    assert.match(refused([{ eda: { thesaurus: 'a.tsv' } }], textStepsOfRun), /^\[0\]: .*found the file of thesaurus/);
    assert.match(refused(['aeda', { 'back-translate': { command: ['x'] } }], textStepsOfRun), /^\[1\]: .*asks a program/);
});
test('the schemas are JSON Schema too, and the docs have every operation once', () => {
    for (const schema of [trainAugmentSchema, imageCopiesSchema]) {
        assert.match(JSON.stringify(z.toJSONSchema(schema, { io: 'input' })), /random-resized-crop/);
    }
    const reference = augmentationReference();
    const names = [...reference.matchAll(/^### (.*)$/gm)].map((match) => match[1]);
    assert.deepEqual(names, [...augmentations, ...batchAugmentations, ...textAugmentations].map(({ name }) => name));
    assert.doesNotMatch(reference, /undefined|\[object/);
});
test('a recipe is read without loading sharp', () => {
    const { sharedObjects } = process.report.getReport();
    assert.deepEqual(sharedObjects.filter((file) => /sharp|vips/.test(file)), []);
});
//# sourceMappingURL=augment-schema.test.js.map