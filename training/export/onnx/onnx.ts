import type { Backend } from '../../backend/backend.ts';
import { openRunBackend } from '../../open-run.ts';
import { type RunConfig, readsImages } from '../../run-config.ts';
import { learnedClasses } from '../learned-classes.ts';
import type { ExportedFile, ExportedRun, ModelExport } from '../model-export.ts';
import { notExportable } from '../not-exportable.ts';
import { convertGraph } from './convert-graph.ts';
import { newOnnxGraph, type OnnxGraph, onnxTypes } from './onnx-model.ts';
import { type Prediction, type PredictionInput, predictionOf, type Side } from './prediction.ts';
import type { TraceSize } from './size-formula.ts';
import { type SizedGraph, sizedGraph } from './sized-graph.ts';
import { tracePrediction } from './trace-prediction.ts';

/** A protocol buffer ends at 2 GiB. */
const mostWeightBytes = 2 ** 31 - 2 ** 24;

/**
 * The model with the head of its objective, for any number of samples, and of texts of any length that the model has
 * places for: the prediction is traced at several sizes, and what differs between them is computed from the inputs.
 */
export const onnx: ModelExport = {
  name: 'onnx',
  writes: 'file',
  encode: async (run, { env, onNote }) => {
    requireSize(run);
    const classes = await learnedClasses(run);
    const prediction = predictionOf(run.config, classes);
    const backend = await openRunBackend({ device: 'cpu', threads: 1, env }, onNote);
    onNote('tracing the model');
    return encodeOnnx(backend, run, prediction, classes);
  },
};

/** Throws MillraceError `not-exportable` (usage). */
export function encodeOnnx(
  backend: Backend,
  { config, step, weights }: Pick<ExportedRun, 'config' | 'step' | 'weights'>,
  prediction: Prediction,
  classes: readonly string[],
): ExportedFile {
  const { sized, length } = tracedAtSizes(backend, config, prediction);
  const graph = newOnnxGraph();
  const used = new Map<string, string>();
  const inputOf = ({ name, dtype, sides }: PredictionInput): string => {
    const found = used.get(name);
    if (found !== undefined) return found;
    // Programs give ids and masks as 64-bit integers.
    const type = name === 'pixel_values' ? 'float32' : 'int64';
    graph.input({ name, type, sides: sides.map(named(length)) });
    const value = type === dtype ? name : (graph.node('Cast', [name], { to: onnxTypes[dtype] })[0] ?? '');
    used.set(name, value);
    return value;
  };
  const byName = new Map(prediction.inputs.map((input) => [input.name, input]));
  const first = prediction.inputs[0] as PredictionInput;
  const sideOf = (side: number) => (): string => {
    inputOf(first);
    return shape(graph, first.name, side);
  };
  const outputs = convertGraph(sized, graph, {
    ...{ weights, samples: sideOf(0), length: sideOf(1) },
    input: (name) => inputOf(byName.get(name) ?? first),
  });
  for (const [name, from] of outputs) {
    graph.output({ name, type: 'float32', sides: (prediction.sides[name] ?? []).map(named(length)) }, from);
  }
  const bytes = graph.encode(config.run, metadataOf(config, step, classes));
  return {
    bytes,
    notes: length === undefined ? [] : [`texts must be ${length} tokens long, padded where they are not`],
  };
}

function shape(graph: OnnxGraph, of: string, side: number): string {
  return graph.node('Shape', [of], { start: side, end: side + 1 })[0] ?? '';
}

/** `length` where it cannot be any. */
function named(length: number | undefined): (side: Side) => number | string {
  return (side) => (side === 'length' && length !== undefined ? length : side);
}

/** `length` is the one length that texts must have; undefined where they may have any. */
function tracedAtSizes(
  backend: Backend,
  config: RunConfig,
  prediction: Prediction,
): { readonly sized: SizedGraph; readonly length: number | undefined } {
  const graphAt = (sizes: readonly TraceSize[]): SizedGraph =>
    sizedGraph(
      sizes.map((size) => tracePrediction(backend, prediction.weights, prediction, size)),
      sizes,
    );
  const oneLength = (length: number) => [2, 3, 5].map((samples) => ({ samples, length }));
  if (readsImages(config)) return { sized: graphAt(oneLength(1)), length: undefined };
  // Two of each, and a fifth size that none of the formulas was made for.
  const long = Math.min(7, config.positions);
  if (long >= 4) {
    const four = [long, long - 2].flatMap((length) => [2, 3].map((samples) => ({ samples, length })));
    try {
      return { sized: graphAt([...four, { samples: 5, length: long - 1 }]), length: undefined };
    } catch (error) {
      if (!isNotExportable(error)) throw error;
    }
  }
  return { sized: graphAt(oneLength(config.length)), length: config.length };
}

function isNotExportable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'not-exportable';
}

function metadataOf(config: RunConfig, step: number, classes: readonly string[]): Record<string, string> {
  const { model, objective, images } = config.settings;
  return {
    ...{ run: config.run, step: String(step), model: model.name, objective: objective.name },
    ...(classes.length === 0 ? {} : { classes: JSON.stringify(classes) }),
    ...(images === null || images === undefined ? {} : { normalize: JSON.stringify(images.normalize) }),
  };
}

function requireSize({ weights }: ExportedRun): void {
  const bytes = [...weights.values()].reduce((sum, { data }) => sum + data.byteLength, 0);
  if (bytes <= mostWeightBytes) return;
  throw notExportable('onnx', 'a file holds at most 2 GiB, which these weights exceed', 'export them as safetensors');
}
