import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cnn } from '../../../training/models/cnn.ts';
import { classifyImage } from '../../../training/objectives/classify-image.ts';
import { imageSize } from '../sample-images.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { checkLogits, checkSteps, classes, peerImages, peers, shares } from './torch-steps.ts';

test('images that the blocks would halve to nothing are a usage error that names both sizes', () => {
  const build = (channels: number[], reduce: 'pool' | 'stride') =>
    cnn.build({ channels, kernel: 3, reduce }, imageSize);
  assert.throws(() => build([4, 4, 4], 'pool'), {
    code: 'model-parameters',
    kind: 'usage',
    message: 'expected images of at least 8 × 8 pixels, which 3 blocks halve, found 6 × 4',
  });
  assert.equal(build([4, 4], 'pool').width, 4);
  assert.equal(build([4, 4, 9], 'stride').width, 9);
});

test('an even window is refused: it has no middle', () => {
  const { success, error } = cnn.parameters.safeParse({ kernel: 4 });
  assert.deepEqual([success, error?.issues[0]?.message], [false, 'expected an odd side']);
});

for (const [reduce, peer] of [
  ['pool', peers.cnnPool],
  ['stride', peers.cnnStride],
] as const) {
  testWithTensorFlow(`logits and 20 steps of both engines are PyTorch's, reduced by ${reduce}`, (backend) => {
    const model = cnn.build({ channels: [4, 5], kernel: 3, reduce }, imageSize);
    const objective = classifyImage.build({ labelSmoothing: 0 }, model, { samples: 3, ...imageSize, classes });
    const steps = { model, objective, inputsOf: (step: number) => objective.collate(peerImages(step), shares) };
    checkLogits(backend, steps, peer);
    checkSteps(backend, steps, peer);
  });
}
