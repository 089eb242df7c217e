import type { Forward, ImageModel, TokenModel, WeightSpec } from '../../model.ts';
import type { InputSpec, InputTensors, TokenObjective } from '../../objective.ts';
import { objectiveOf } from '../../open-run.ts';
import { type ImageRunConfig, type RunConfig, readsImages, type TokenRunConfig } from '../../run-config.ts';
import { imageModel, tokenModel } from '../../run-model.ts';
import type { Tensor, Tensor2D, Tensor4D } from '../../tensorflow.ts';
import { notExportable } from '../not-exportable.ts';
import type { TraceSize } from './size-formula.ts';

/** A side of an input or an output: a number, or what may be of any size. */
export type Side = number | 'batch' | 'length';

export interface PredictionInput {
  readonly name: string;
  readonly dtype: InputSpec['dtype'];
  readonly sides: readonly Side[];
}

/** What a trained run says of its inputs, named as transformers' exports name them. */
export interface Prediction {
  readonly inputs: readonly PredictionInput[];
  readonly outputs: (forward: Forward, input: InputTensors, size: TraceSize) => Readonly<Record<string, Tensor>>;
  readonly sides: Readonly<Record<string, readonly Side[]>>;
  readonly weights: readonly WeightSpec[];
}

export function shapeAt(sides: readonly Side[], { samples, length }: TraceSize): number[] {
  return sides.map((side) => (side === 'batch' ? samples : side === 'length' ? length : side));
}

/** `classes` are those that the run learned. Throws MillraceError `not-exportable` for an objective without a form here. */
export function predictionOf(config: RunConfig, classes: readonly string[]): Prediction {
  return readsImages(config) ? imagePrediction(config, classes) : tokenPrediction(config, classes);
}

/** Pixels with channels before places, as PyTorch has them. */
function imagePrediction(config: ImageRunConfig, classes: readonly string[]): Prediction {
  const { imageSize, settings } = config;
  const goal = objectiveOf(config);
  if (goal.content !== 'images') throw noForm(config);
  const model: ImageModel = imageModel(config);
  const parameters: unknown = goal.parameters.parse(settings.objective.parameters);
  const objectiveAt = (samples: number) => goal.build(parameters, model, { samples, ...imageSize, classes });
  return {
    inputs: [{ name: 'pixel_values', dtype: 'float32', sides: ['batch', 3, imageSize.height, imageSize.width] }],
    outputs: (forward, input, { samples }) => {
      const pixels = forward.tf.transpose(input('pixel_values') as Tensor4D, [0, 2, 3, 1]);
      const none = forward.tf.zeros([samples, classes.length]);
      const { logits } = objectiveAt(samples).outputs(forward, (name) => (name === 'pixels' ? pixels : none));
      if (logits === undefined) throw noForm(config);
      return { logits };
    },
    sides: { logits: ['batch', classes.length] },
    weights: [...model.weights, ...objectiveAt(1).weights],
  };
}

/** Of an objective without a head of its own the model's logits of tokens, else those of its head. */
function tokenPrediction(config: TokenRunConfig, classes: readonly string[]): Prediction {
  const goal = objectiveOf(config);
  const { vocabulary } = config;
  if (goal.content === 'images' || goal.reads === 'pairs') throw noForm(config);
  const model = tokenModel(config);
  const parameters: unknown = goal.parameters.parse(config.settings.objective.parameters);
  const { masking } = config;
  const objectiveAt = (size: TraceSize): TokenObjective =>
    goal.build(parameters, model, { ...size, classes, vocabulary, ...(masking === undefined ? {} : { masking }) });
  const head = objectiveAt({ samples: 1, length: 1 });
  if (head.weights.length > 0) return headPrediction(config, model, objectiveAt, classes.length);
  return {
    ...{ inputs: textInputs, weights: model.weights, sides: { logits: ['batch', 'length', vocabulary] } },
    outputs: (forward, input, size) => {
      const tokens = { ...textOf(model, input), ...size };
      const logits = model.logits(forward, model.hidden(forward, model.residual(forward, tokens)));
      return { logits: logits.reshape([size.samples, size.length, vocabulary]) };
    },
  };
}

const textInputs: readonly PredictionInput[] = [
  { name: 'input_ids', dtype: 'int32', sides: ['batch', 'length'] },
  { name: 'attention_mask', dtype: 'float32', sides: ['batch', 'length'] },
  { name: 'token_type_ids', dtype: 'int32', sides: ['batch', 'length'] },
];

/** What an objective's head can say, by its own name: the name in the file, and its sides. */
const headOutputs = {
  logits: { name: 'logits', sides: (classes: number): readonly Side[] => ['batch', classes] },
  startLogits: { name: 'start_logits', sides: (): readonly Side[] => ['batch', 'length'] },
  endLogits: { name: 'end_logits', sides: (): readonly Side[] => ['batch', 'length'] },
} as const;

/** What the head sees of the states, which training is fed, is computed from the mask; what is judged does not matter. */
function headPrediction(
  config: TokenRunConfig,
  model: TokenModel,
  objectiveAt: (size: TraceSize) => TokenObjective,
  classes: number,
): Prediction {
  const parameters = config.settings.objective.parameters;
  const pool = parameters['pool'] === 'last' || parameters['pool'] === 'end' ? lastOf : meanOf;
  const kinds = Object.values(headOutputs);
  return {
    inputs: textInputs,
    outputs: (forward, input, size) => {
      const { tf } = forward;
      const objective = objectiveAt(size);
      const mask = input('attention_mask') as Tensor2D;
      const given = (name: string): Tensor => {
        if (name === 'ids') return input('input_ids').reshape([-1]);
        if (name === 'text') return mask.reshape([-1]);
        if (name === 'segments') return input('token_type_ids').reshape([-1]);
        if (name === 'pooling') return pool(forward, mask).reshape([size.samples, 1, size.length]);
        const spec = objective.inputs.find((each) => each.name === name);
        return tf.zeros([...(spec?.shape ?? [])], spec?.dtype ?? 'float32');
      };
      const found = objective.outputs(forward, given);
      const named = Object.entries(headOutputs).flatMap(([own, { name }]) => {
        const tensor = found[own];
        return tensor === undefined ? [] : [[name, tensor] as const];
      });
      if (named.length === 0) throw noForm(config);
      return Object.fromEntries(named);
    },
    sides: Object.fromEntries(kinds.map(({ name, sides }) => [name, sides(classes)])),
    weights: [...model.weights, ...objectiveAt({ samples: 1, length: 1 }).weights],
  };
}

/** A decoder needs no mask: text never looks at the padding behind it. */
function textOf({ architecture }: TokenModel, input: InputTensors) {
  const ids = input('input_ids').reshape([-1]);
  return architecture === 'decoder' ? { ids } : { ids, text: input('attention_mask').reshape([-1]) };
}

/** Shares of the places of a text, which add up to 1, or to 0 where there is no text. */
function meanOf({ tf }: Forward, mask: Tensor2D): Tensor2D {
  return tf.div(mask, tf.maximum(tf.sum(mask, 1, true), 1));
}

/** 1 at the last place of a text. */
function lastOf({ tf }: Forward, mask: Tensor2D): Tensor2D {
  const [, length = 1] = mask.shape;
  const places = tf.add(tf.range(0, length, 1, 'float32').reshape([1, length]), 1);
  return tf.mul(mask, tf.cast(tf.equal(places, tf.sum(mask, 1, true)), 'float32'));
}

function noForm({ settings }: RunConfig): Error {
  return notExportable(
    'onnx',
    `expected an objective whose prediction has a form in ONNX here, found ${settings.objective.name}`,
    'export the weights as safetensors',
  );
}
