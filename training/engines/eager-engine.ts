import type { Backend } from '../backend/backend.ts';
import type { EngineOptions, EngineState, Precision, StepSettings, TrainingEngine } from '../engine.ts';
import type { HostTensor } from '../host-tensor.ts';
import { initialWeight } from '../initial-weights.ts';
import type { WeightSpec } from '../model.ts';
import type { InputTensors, Objective, StepInputs } from '../objective.ts';
import { clipFactor, eagerNorm } from '../optimizer/eager-clipping.ts';
import { type EagerWeight, eagerUpdate } from '../optimizer/eager-update.ts';
import { type Moment, momentsOf } from '../optimizer/moments.ts';
import type { Tensor, TensorFlow } from '../tensorflow.ts';
import { type DropoutDraw, dropoutKey, newForward } from './forward.ts';
import { lossAndGradients } from './gradients.ts';
import { inPrecision } from './in-precision.ts';
import { partsOf } from './parts.ts';
import { checkState, type StatePart, stateParts, trainedOf } from './weight-state.ts';

/** Training by plain TensorFlow.js, operation by operation: the reference, two to four times slower than the graph. */
export function openEagerEngine(backend: Backend, options: EngineOptions): TrainingEngine {
  const { tf } = backend;
  const specs = [...options.model.weights, ...options.objective.weights];
  const trained = trainedOf(specs);
  const moments = momentsOf(options.optimizer);
  const states: States = new Map(
    specs.map((spec) => [spec.name, initialState(tf, spec, options.seed, moments.length)]),
  );
  return {
    step: (microBatches, settings) => step(backend, options, trained, states, microBatches, settings),
    evaluate: ({ inputs, samples }) =>
      tf.tidy(() => {
        const weights = new Map([...states].map(([name, { weight }]) => [name, weight]));
        const [input] = toTensors(tf, inputs, 1);
        const { objective } = partsOf({ ...options, parallel: 1 }, samples);
        const outputs = input === undefined ? {} : objective.outputs(newForward(backend, weights, undefined), input);
        return Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, floatsOf(tensor)]));
      }),
    readState: () => readState(states, moments),
    writeState: (state) => {
      checkState(specs, state, moments);
      writeState(tf, states, state, moments);
    },
    close: () => tf.dispose([...states.values()].flatMap(tensorsOf)),
  };
}

type States = Map<string, EagerWeight>;

function initialState(tf: TensorFlow, spec: WeightSpec, seed: number, moments: number): EagerWeight {
  const zeros = Array.from({ length: spec.frozen ? 0 : moments }, () => tf.keep(tf.zeros([...spec.shape])));
  return { weight: keptTensor(tf, initialWeight(spec, seed)), moments: zeros };
}

function tensorsOf({ weight, moments }: EagerWeight): Tensor[] {
  return [weight, ...moments];
}

function step(
  backend: Backend,
  options: EngineOptions,
  trained: readonly WeightSpec[],
  states: States,
  batches: readonly StepInputs[],
  settings: StepSettings,
) {
  const { tf } = backend;
  const { clipNorm } = options.optimizer;
  const targets = Math.max(
    1,
    batches.reduce((sum, batch) => sum + batch.targets, 0),
  );
  return tf.tidy(() => {
    let lossSum = 0;
    let sums: readonly Tensor[] | undefined;
    for (const [index, { inputs, samples }] of batches.entries()) {
      const parts = partsOf(options, samples);
      const key = tf.tensor1d(dropoutKey(settings.step, index), 'int32');
      for (const [part, input] of toTensors(tf, inputs, parts.count).entries()) {
        const draw = { probability: options.dropout, seed: parts.seedOf(part), key };
        const pass = { objective: parts.objective, input, draw, scale: 1 / targets, precision: options.precision };
        const { value, gradients } = gradientsOf(backend, pass, trained, states);
        lossSum += floatsOf(value)[0] ?? Number.NaN;
        sums = sums?.map((sum, index) => tf.add(sum, gradients[index] ?? sum)) ?? gradients;
      }
    }
    const gradients = sums ?? [];
    const norm = eagerNorm(tf, gradients);
    const factor = clipNorm > 0 ? clipFactor(tf, norm, clipNorm) : undefined;
    for (const [index, { name, decays }] of trained.entries()) {
      const state = states.get(name);
      const gradient = gradients[index];
      if (state === undefined || gradient === undefined) throw new Error(`no gradient of "${name}"`);
      const used = factor === undefined ? gradient : tf.mul(gradient, factor);
      replace(tf, states, name, eagerUpdate(tf, state, used, decays, options.optimizer, settings));
    }
    return { loss: lossSum / targets, gradientNorm: floatsOf(norm)[0] ?? Number.NaN };
  });
}

interface Pass {
  readonly objective: Objective;
  readonly input: InputTensors;
  readonly draw: DropoutDraw;
  readonly scale: number;
  readonly precision: Precision | undefined;
}

function gradientsOf(backend: Backend, pass: Pass, trained: readonly WeightSpec[], states: States) {
  const { tf } = backend;
  const all = new Map([...states].map(([name, { weight }]) => [name, weight]));
  const lossSum = (...tensors: Tensor[]): Tensor => {
    const given = tensors.map((tensor, index) => [trained[index]?.name ?? '', tensor] as const);
    const forward = newForward(backend, new Map([...all, ...given]), pass.draw);
    return pass.objective.lossSum(forward, pass.input);
  };
  const weights = trained.flatMap(({ name }) => all.get(name) ?? []);
  return inPrecision(backend.native, pass.precision, () =>
    lossAndGradients(tf, lossSum, weights, tf.scalar(pass.scale)),
  );
}

/** The inputs of each of `count` equal parts of a batch. */
function toTensors(tf: TensorFlow, inputs: StepInputs['inputs'], count: number): InputTensors[] {
  const tensors = new Map(
    Object.entries(inputs).map(([name, { data, shape, dtype }]) => [
      name,
      tf.split(tf.tensor(data, [...shape], dtype), count),
    ]),
  );
  return Array.from({ length: count }, (_, part) => (name) => {
    const tensor = tensors.get(name)?.[part];
    if (tensor === undefined) throw new Error(`the batch has no input "${name}"`);
    return tensor;
  });
}

function replace(tf: TensorFlow, states: States, name: string, state: EagerWeight): void {
  for (const tensor of tensorsOf(state)) tf.keep(tensor);
  const before = states.get(name);
  if (before !== undefined) tf.dispose(tensorsOf(before));
  states.set(name, state);
}

function readState(states: States, moments: readonly Moment[]): EngineState {
  const read = (part: StatePart): Map<string, HostTensor> =>
    new Map(
      [...states].flatMap(([name, state]) => {
        const tensor = tensorsOf(state)[placeOf(part, moments)];
        return tensor === undefined ? [] : [[name, hostTensor(tensor)] as const];
      }),
    );
  return { weights: read('weights'), firstMoments: read('firstMoments'), secondMoments: read('secondMoments') };
}

function writeState(tf: TensorFlow, states: States, given: Partial<EngineState>, moments: readonly Moment[]): void {
  for (const part of stateParts) {
    for (const [name, value] of given[part] ?? []) {
      const state = states.get(name);
      const place = placeOf(part, moments);
      const tensors = state === undefined ? [] : tensorsOf(state);
      const before = tensors[place];
      if (before === undefined) continue;
      tf.dispose(before);
      const [weight = before, ...kept] = tensors.with(place, keptTensor(tf, value));
      states.set(name, { weight, moments: kept });
    }
  }
}

/** Place among the tensors of a weight; −1 for moments that the optimizer does not keep. */
function placeOf(part: StatePart, moments: readonly Moment[]): number {
  if (part === 'weights') return 0;
  return moments.includes(part) ? 1 + moments.indexOf(part) : -1;
}

function keptTensor(tf: TensorFlow, { data, shape, dtype }: HostTensor): Tensor {
  return tf.keep(tf.tensor(data.slice(), [...shape], dtype));
}

function hostTensor(tensor: Tensor): HostTensor {
  return { dtype: 'float32', shape: tensor.shape, data: floatsOf(tensor) };
}

function floatsOf(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}
