import type { Backend } from '../backend/backend.ts';
import type { EngineOptions, EngineState, StepSettings, TrainingEngine } from '../engine.ts';
import { openSession, type Session } from '../graph/session.ts';
import type { HostTensor } from '../host-tensor.ts';
import { initialWeight } from '../initial-weights.ts';
import type { WeightSpec } from '../model.ts';
import type { StepInputs } from '../objective.ts';
import { type Moment, momentsOf } from '../optimizer/moments.ts';
import { momentName } from '../optimizer/slots.ts';
import { stepRates } from '../optimizer/step-rates.ts';
import { dropoutKey } from './forward.ts';
import { stepFetches, stepGraph } from './step-graph.ts';
import { ofSize, passFeeds } from './traced-passes.ts';
import { checkState, type StatePart, stateParts, trainedOf } from './weight-state.ts';

/**
 * Training as one TensorFlow graph, traced from the model's eager code: no JavaScript runs inside a step.
 * Costs one eager step and its memory at the start. Throws MillraceError `graph-refused`, `not-traced`, `not-encoded`
 * for a model that cannot be traced.
 */
export function openGraphEngine(backend: Backend, options: EngineOptions): TrainingEngine {
  const specs = [...options.model.weights, ...options.objective.weights];
  const trained = trainedOf(specs);
  const { graph, outputs } = stepGraph(backend, options);
  const session = openSession(graph, backend.native);
  const moments = momentsOf(options.optimizer);
  session.assign(initialState(specs, options.seed, moments));
  return {
    step: (microBatches, settings) => step(session, options, microBatches, settings),
    evaluate: (batch) => {
      const fetched = outputs.map((name) => stepFetches.evaluated(name, batch.samples));
      const values = session.run(inputFeeds(batch), fetched);
      return Object.fromEntries(outputs.map((name, index) => [name, values[index] ?? new Float32Array()]));
    },
    readState: () => readState(session, specs, trained, moments),
    writeState: (state) => {
      checkState(specs, state, moments);
      for (const part of stateParts) {
        const values = [...(state[part] ?? [])];
        session.assign(new Map(values.map(([name, value]) => [variableName(part, name), value])));
      }
    },
    close: session.close,
  };
}

function variableName(part: StatePart, weight: string): string {
  return part === 'weights' ? weight : momentName(part, weight);
}

function initialState(specs: readonly WeightSpec[], seed: number, moments: readonly Moment[]): Map<string, HostTensor> {
  const values = new Map<string, HostTensor>();
  for (const spec of specs) {
    const weight = initialWeight(spec, seed);
    values.set(spec.name, weight);
    if (spec.frozen) continue;
    const zeros: HostTensor = { dtype: 'float32', shape: spec.shape, data: new Float32Array(weight.data.length) };
    for (const moment of moments) values.set(momentName(moment, spec.name), zeros);
  }
  return values;
}

function step(session: Session, options: EngineOptions, batches: readonly StepInputs[], settings: StepSettings) {
  const targets = Math.max(1, sumOf(batches.map((batch) => batch.targets)));
  const rates = Object.entries(stepRates(options.optimizer, settings)).map(([name, value]) => [name, scalar(value)]);
  const rateFeeds: Record<string, HostTensor> = Object.fromEntries(rates);
  const feedsOf = (batch: StepInputs, index: number): Record<string, HostTensor> => ({
    ...inputFeeds(batch),
    [passFeeds.scale]: scalar(1 / targets),
    [passFeeds.dropoutKey]: { dtype: 'int32', shape: [1], data: dropoutKey(settings.step, index) },
  });
  const [only, ...more] = batches;
  if (only !== undefined && more.length === 0 && only.samples === undefined) {
    const feeds = { ...feedsOf(only, 0), ...rateFeeds };
    const [lossSum, gradientNorm] = session.run(feeds, [stepFetches.loss, stepFetches.norm]).map(first);
    return { loss: (lossSum ?? 0) / targets, gradientNorm: gradientNorm ?? 0 };
  }
  const lossSums = batches.map((batch, index) => {
    const fetched = index === 0 ? stepFetches.firstLoss : stepFetches.laterLoss;
    return first(session.run(feedsOf(batch, index), [fetched(batch.samples)])[0]);
  });
  const gradientNorm = first(session.run(rateFeeds, [stepFetches.appliedNorm])[0]);
  return { loss: sumOf(lossSums) / targets, gradientNorm };
}

function inputFeeds({ inputs, samples }: StepInputs): Record<string, HostTensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [ofSize(name, samples), value]));
}

function readState(
  session: Session,
  specs: readonly WeightSpec[],
  trained: readonly WeightSpec[],
  moments: readonly Moment[],
): EngineState {
  const read = (part: StatePart): Map<string, HostTensor> => {
    const of = part === 'weights' ? specs : moments.includes(part) ? trained : [];
    const values = session.fetch(of.map(({ name }) => variableName(part, name)));
    return new Map(
      of.map(({ name, shape }, index) => [
        name,
        { dtype: 'float32', shape, data: values[index] ?? new Float32Array() },
      ]),
    );
  };
  return {
    weights: read('weights'),
    firstMoments: read('firstMoments'),
    secondMoments: read('secondMoments'),
  };
}

function scalar(value: number): HostTensor {
  return { dtype: 'float32', shape: [], data: Float32Array.of(value) };
}

function first(values: Float32Array | undefined): number {
  return values?.[0] ?? Number.NaN;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
