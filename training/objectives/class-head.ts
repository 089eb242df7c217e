import { MillraceError } from '../../core/errors.ts';
import { linear } from '../layers/linear.ts';
import type { Forward, TokenModel, WeightSpec } from '../model.ts';
import type { InputTensors } from '../objective.ts';
import type { Tensor2D } from '../tensorflow.ts';

/**
 * What a head of classes sees of a text: the mean of its states, the last of them, the last after the model's last norm, as
 * it is, or what the model's pooler makes.
 */
export type ClassPool = 'mean' | 'last' | 'end' | 'pooler';

/** A linear head over one state for each text. */
export interface ClassHead {
  readonly weights: readonly WeightSpec[];
  /** Logits [samples, classes] of residual states [samples·length, width]. */
  readonly logits: (forward: Forward, residual: Tensor2D, input: InputTensors) => Tensor2D;
}

interface HeadSize {
  readonly samples: number;
  readonly length: number;
  readonly classes: readonly string[];
}

const deviation = 0.02;

/** What a head sees where its run does not say: the model's pooler, if there is one. */
export function classPool(model: TokenModel, asked: ClassPool | undefined): ClassPool {
  return asked ?? (model.pooledText === undefined ? 'mean' : 'pooler');
}

/** A head over the sum of the states that the input `pooling` [samples, 1, length] weighs, times `scale`. */
export function weighedHead(
  model: TokenModel,
  { samples, length, classes }: HeadSize,
  { state, scale }: { readonly state: 'residual' | 'hidden'; readonly scale: number },
): ClassHead {
  const { width } = model;
  return {
    weights: [
      {
        name: 'score.weight',
        shape: [width, classes.length],
        initial: { kind: 'normal', deviation },
        decays: true,
      },
      { name: 'score.bias', shape: [classes.length], initial: { kind: 'zeros' }, decays: false },
    ],
    logits: (forward, residual, input) => {
      const { tf, weight } = forward;
      const states = state === 'residual' ? residual : model.hidden(forward, residual);
      const pooled = tf.matMul(input('pooling'), states.reshape([samples, length, width]));
      const scaled = tf.mul<Tensor2D>(pooled.reshape<Tensor2D>([samples, width]), scale);
      return linear(forward, forward.dropout(scaled), weight('score.weight'), weight('score.bias'));
    },
  };
}

/**
 * A head without biases over the last state, which the input `pooling` tells, after the last norm: with the shape of Hugging Face's
 * `GPT2ForSequenceClassification` and `LlamaForSequenceClassification`, which call its weight `score.weight`.
 */
export function endHead(model: TokenModel, { samples, length, classes }: HeadSize): ClassHead {
  const { width } = model;
  return {
    weights: [headWeight(classes, width)],
    logits: (forward, residual, input) => {
      const { tf, weight } = forward;
      const states = model.hidden(forward, residual).reshape([samples, length, width]);
      const last = tf.matMul(input('pooling'), states).reshape<Tensor2D>([samples, width]);
      return linear(forward, forward.dropout(last), tf.transpose(weight('classifier.weight')), undefined);
    },
  };
}

/**
 * A head over what the model's pooler makes, with the names and shapes of Hugging Face's `BertForSequenceClassification`.
 * Throws MillraceError `model-parameters` (usage) for a model without a pooler.
 */
export function poolerHead(model: TokenModel, { samples, classes }: HeadSize): ClassHead {
  const { pooledText, width } = model;
  if (pooledText === undefined) {
    throw new MillraceError('model-parameters', 'pool: pooler was asked of a model that has none', {
      kind: 'usage',
      hint: 'Set pooler: true on the run that begins with a bert, or pool: mean.',
    });
  }
  return {
    weights: [
      headWeight(classes, width),
      { name: 'classifier.bias', shape: [classes.length], initial: { kind: 'zeros' }, decays: false },
    ],
    logits: (forward, residual) => {
      const { tf, weight } = forward;
      const state = forward.dropout(pooledText(forward, model.hidden(forward, residual), samples));
      return linear(forward, state, tf.transpose(weight('classifier.weight')), weight('classifier.bias'));
    },
  };
}

function headWeight(classes: readonly string[], width: number): WeightSpec {
  return {
    name: 'classifier.weight',
    shape: [classes.length, width],
    initial: { kind: 'normal', deviation },
    decays: true,
  };
}
