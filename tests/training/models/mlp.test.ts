import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mlp } from '../../../training/models/mlp.ts';
import { classifyImage } from '../../../training/objectives/classify-image.ts';
import { imageSize } from '../sample-images.ts';
import { testWithTensorFlow } from '../test-backend.ts';
import { checkLogits, checkSteps, classes, peerImages, peers, shares } from './torch-steps.ts';

test('weights are those of dense layers; without a layer the state is the pixels', () => {
  const { weights, width } = mlp.build({ layers: 2, width: 8 }, imageSize);
  assert.deepEqual(
    weights.map(({ name, shape, decays }) => [name, shape, decays]),
    [
      ['layers.0.weight', [8, 72], true],
      ['layers.0.bias', [8], false],
      ['layers.1.weight', [8, 8], true],
      ['layers.1.bias', [8], false],
    ],
  );
  assert.equal(width, 8);
  const none = mlp.build({ layers: 0, width: 8 }, imageSize);
  assert.deepEqual([none.weights, none.width], [[], 72]);
});

testWithTensorFlow("logits and 20 steps of both engines are PyTorch's", (backend) => {
  const model = mlp.build({ layers: 2, width: 10 }, imageSize);
  const objective = classifyImage.build({ labelSmoothing: 0 }, model, { samples: 3, ...imageSize, classes });
  const steps = { model, objective, inputsOf: (step: number) => objective.collate(peerImages(step), shares) };
  checkLogits(backend, steps, peers.mlp);
  checkSteps(backend, steps, peers.mlp);
});
