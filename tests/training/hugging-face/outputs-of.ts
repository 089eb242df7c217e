import type { Backend } from '../../../training/backend/backend.ts';
import { newForward } from '../../../training/engines/forward.ts';
import type { PretrainedModel } from '../../../training/hugging-face/read-folder.ts';
import { linear } from '../../../training/layers/linear.ts';
import type { Forward, ImageModel, PairModel, TokenModel } from '../../../training/model.ts';
import { models } from '../../../training/models/registry.ts';
import { classify } from '../../../training/objectives/classify.ts';
import type { Tensor } from '../../../training/tensorflow.ts';
import { peerIds, peerLength, peerSamples, peerTargets, targetLength } from './peer-model.ts';

/** What a model gives for the peers' input: logits, or the states of one that has no head. */
export function outputsOf(backend: Backend, { model, size, weights }: PretrainedModel): Float32Array {
  const { tf } = backend;
  const definition = models.find(({ name }) => name === model.name);
  if (definition === undefined) throw new Error(model.name);
  return tf.tidy(() => {
    const tensors = new Map([...weights].map(([name, { data, shape }]) => [name, tf.tensor(data, [...shape])]));
    const forward = newForward(backend, tensors, undefined);
    if (definition.reads === 'images' && 'imageSize' in size) {
      return classLogits(forward, definition.build(model.parameters, size.imageSize));
    }
    if (definition.reads === 'pairs' && 'vocabulary' in size) {
      return pairLogits(
        forward,
        definition.build(model.parameters, { vocabulary: size.vocabulary, length: size.positions }),
      );
    }
    if (definition.reads !== 'tokens' || !('vocabulary' in size)) throw new Error(model.name);
    const built = definition.build(model.parameters, { vocabulary: size.vocabulary, length: size.positions });
    return tokenOutputs(forward, built, model.parameters['head'] === false, weights.has('classifier.weight'));
  });
}

function tokenOutputs(forward: Forward, model: TokenModel, states: boolean, classified: boolean): Float32Array {
  const ids = forward.tf.tensor1d(peerIds, 'int32');
  if (classified) return headLogits(forward, model, ids);
  const hidden = model.hidden(forward, model.residual(forward, { ids, samples: peerSamples, length: peerLength }));
  return (states ? hidden : model.logits(forward, hidden)).dataSync() as Float32Array;
}

/** As the objective `classify` sees texts that fill their samples. */
function headLogits(forward: Forward, model: TokenModel, ids: Tensor): Float32Array {
  const size = { samples: peerSamples, length: peerLength, classes: ['spam', 'ham', 'list'] };
  const { outputs } = classify.build(
    classify.parameters.parse(model.pooledText === undefined ? { pool: 'end' } : {}),
    model,
    size,
  );
  const { tf } = forward;
  const others: Readonly<Record<string, Tensor>> = {
    pooling: tf
      .tile(tf.oneHot(tf.tensor1d([peerLength - 1], 'int32'), peerLength).toFloat(), [peerSamples, 1])
      .reshape([peerSamples, 1, peerLength]),
    text: tf.ones([peerSamples * peerLength]),
    labels: tf.zeros([peerSamples], 'int32'),
    judged: tf.zeros([peerSamples]),
  };
  const { logits } = outputs(forward, (name) => (name === 'ids' ? ids : (others[name] as Tensor)));
  return logits?.dataSync() as Float32Array;
}

/** The targets are the other source's first tokens, as they stand. */
function pairLogits(forward: Forward, model: PairModel): Float32Array {
  const source = { ids: forward.tf.tensor1d(peerIds, 'int32'), samples: peerSamples, length: peerLength };
  const target = { ids: forward.tf.tensor1d(peerTargets, 'int32'), samples: peerSamples, length: targetLength };
  const states = model.encode(forward, source);
  const asked = model.ask(forward, { states, length: peerLength }, peerSamples);
  return model.logits(forward, model.decode(forward, target, asked)).dataSync() as Float32Array;
}

function classLogits(forward: Forward, model: ImageModel): Float32Array {
  const { tf, weight } = forward;
  const levels = Float32Array.from({ length: 2 * 4 * 6 * 3 }, (_, place) => ((place * place * 5) % 511) / 255 - 1);
  const pooled = model.pooled(forward, tf.tensor(levels, [2, 4, 6, 3]), 2);
  return linear(
    forward,
    pooled,
    tf.transpose(weight('classifier.weight')),
    weight('classifier.bias'),
  ).dataSync() as Float32Array;
}
