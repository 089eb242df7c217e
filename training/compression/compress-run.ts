import { MillraceError } from '../../core/errors.ts';
import type { StoredManifest } from '../../shards/catalogue.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Backend } from '../backend/backend.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import { requireCheckpoint } from '../checkpoints/require-checkpoint.ts';
import { judgedScores } from '../evaluation/judged-scores.ts';
import { openRunBackend, readRunVersion } from '../open-run.ts';
import { openRunStream } from '../open-run-stream.ts';
import { orClose } from '../or-close.ts';
import type { RunConfig } from '../run-config.ts';
import { feedOf } from '../run-feed.ts';
import { notedProgress } from '../run-progress.ts';
import type { RunProgress } from '../run-result.ts';
import { runFolder } from '../runs/run-folder.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { judge } from '../validate.ts';
import type { Comparison, ComparisonRow } from './comparison.ts';
import type { IntegerKernel } from './integer-products.ts';
import { medianTimes } from './latency.ts';
import { compressionFolder, readVariant, type StoredVariant, writeVariant } from './stored-variant.ts';
import type { RemovedUnits } from './structured-pruning.ts';
import { makeVariant, type Quantization, type VariantPlan, variantName, variantPlans } from './variant.ts';
import { openVariantEngine, withBatch } from './variant-engine.ts';

/** What to make of a run, and how to compare it. */
export interface CompressionRequest {
  readonly run: string;
  readonly quantize: readonly Quantization[];
  readonly sparsity: number | null;
  readonly structured: RemovedUnits | null;
  /** Further runs in the comparison, such as one that was distilled: each as it is, and quantized. */
  readonly others: readonly string[];
  readonly on: 'holdout' | 'train';
  /** Whose weights, of each run. */
  readonly checkpoint: CheckpointChoice;
  /** Passes whose median is the latency. */
  readonly rounds: number;
  /** Null for the device of the run's settings. */
  readonly device: 'auto' | 'cpu' | 'gpu' | null;
}

export interface CompressOptions extends CompressionRequest {
  readonly storage: Storage;
  readonly env: NodeJS.ProcessEnv;
  readonly threads: number;
  readonly onProgress: (progress: RunProgress) => void;
}

/** A comparison before the memory of each model was measured, which takes a process for each. */
export type MeasuredComparison = Omit<Comparison, 'rows'> & {
  readonly rows: readonly Omit<ComparisonRow, 'peakBytes'>[];
};

/**
 * Makes every model that is asked for from the weights of its run, writes it to `runs/RUN/compression/NAME/`, and
 * judges and times what is read back from there. Throws MillraceError `no-checkpoint`, and `not-comparable`,
 * `not-prunable` (usage).
 */
export async function compressRun(options: CompressOptions): Promise<MeasuredComparison> {
  const { storage, run, on, threads, rounds } = options;
  const config = await readRunRecord(storage, runFolder(run));
  const others = await Promise.all(options.others.map((other) => readRunRecord(storage, runFolder(other))));
  for (const other of others) requireComparable(config, other);
  const note = (text: string): void => options.onProgress(notedProgress(config, text));
  const version = await readRunVersion(storage, config);
  const backend = await openRunBackend({ ...options, device: options.device ?? config.settings.device }, note);
  const plans = planned(config, others, options);
  const judged: {
    readonly row: Omit<ComparisonRow, 'peakBytes' | 'milliseconds' | 'cpuMilliseconds'>;
    readonly stored: StoredVariant;
  }[] = [];
  let samples = 0;
  const kernels = new Set<IntegerKernel>();
  for (const { name, config: source, plan } of plans) {
    note(`making and judging ${name}`);
    const folder = `${compressionFolder(run)}/${name}`;
    const { step } = await writeOne(storage, folder, source, plan, options.checkpoint);
    const stored = await readVariant(storage, folder);
    const found = await judgeOne({ backend, storage, version, threads, on }, stored);
    samples = found.samples;
    if (found.kernel !== null) kernels.add(found.kernel);
    judged.push({
      row: { variant: name, run: source.run, step, ...found.row, bytes: stored.bytes, ...countsOf(stored) },
      stored,
    });
  }
  note('timing them in turns');
  const source = { backend, storage, version, threads, on };
  const times = await timesOf(
    source,
    judged.map(({ stored }) => stored),
    config.settings.batch,
    rounds,
  );
  return {
    ...{
      format: 'millrace-compression-comparison/1',
      run,
      on,
      checkpoint: options.checkpoint,
      samples,
      batch: config.settings.batch,
      threads,
      rounds,
    },
    backend: `${backend.name} ${backend.tensorflowVersion}`,
    deviceName: backend.deviceName,
    kernel: [...kernels][0] ?? null,
    rows: judged.map(({ row }, index) => {
      const time = times[index];
      if (time === undefined) throw new Error(`${row.variant} was not timed`);
      return { ...row, ...time };
    }),
  };
}

interface PlannedVariant {
  readonly name: string;
  readonly config: RunConfig;
  readonly plan: VariantPlan;
}

function planned(
  config: RunConfig,
  others: readonly RunConfig[],
  asked: CompressionRequest,
): readonly PlannedVariant[] {
  const own = variantPlans(asked).map((plan) => ({ name: variantName(plan), config, plan }));
  const more = others.flatMap((other) =>
    variantPlans({ ...asked, sparsity: null, structured: null }).map((plan) => {
      const name = plan.quantization === null ? other.run : `${other.run}-${plan.quantization}`;
      return { name, config: other, plan };
    }),
  );
  return [...own, ...more];
}

/** Runs are compared on the same samples by the same score. */
function requireComparable(config: RunConfig, other: RunConfig): void {
  const same =
    other.settings.objective.name === config.settings.objective.name &&
    other.data.manifestSha256 === config.data.manifestSha256;
  if (same) return;
  throw new MillraceError('not-comparable', `run ${other.run} has another objective or data than run ${config.run}`, {
    kind: 'usage',
    hint: 'compare runs of one recipe and one version',
  });
}

async function writeOne(
  storage: Storage,
  folder: string,
  config: RunConfig,
  plan: VariantPlan,
  checkpoint: CheckpointChoice,
): Promise<{ readonly step: number }> {
  const missing = `run ${config.run} has no checkpoint`;
  const { step, state } = await requireCheckpoint(storage, config.run, checkpoint, missing);
  const products = plan.quantization === 'int8-dynamic' ? 'int8' : 'float32';
  await writeVariant(storage, folder, makeVariant(config, state.weights, plan), { step, products });
  return { step };
}

interface Source {
  readonly backend: Backend;
  readonly storage: Storage;
  readonly version: StoredManifest;
  readonly threads: number;
  readonly on: 'holdout' | 'train';
}

async function judgeOne({ backend, on, ...source }: Source, stored: StoredVariant) {
  const { config } = stored;
  const opened = await openRunStream({ ...source, config }, on, 'evaluation');
  const { classes } = opened.stream;
  const engine = await orClose([opened.stream], () =>
    openVariantEngine(backend, stored, classes, config.settings.batch),
  );
  try {
    const judged = await judge(engine, feedOf(opened, engine.objective));
    const { scores } = judgedScores(judged, classes);
    return { row: { scores }, samples: judged.samples, kernel: engine.kernel };
  } finally {
    engine.close();
    await opened.stream.close();
  }
}

/** Median milliseconds of each model over one sample and over a batch of `batch`. */
async function timesOf(source: Source, variants: readonly StoredVariant[], batch: number, rounds: number) {
  const passes: { readonly single: () => void; readonly batch: () => void; readonly close: () => void }[] = [];
  try {
    for (const stored of variants) {
      const single = await openTimed(source, stored, 1);
      const many = await openTimed(source, stored, batch);
      passes.push({
        ...{ single: single.pass, batch: many.pass },
        close: () => {
          single.close();
          many.close();
        },
      });
    }
    const times = medianTimes(
      passes.flatMap(({ single, batch }) => [single, batch]),
      rounds,
    );
    return variants.map((_, index) => {
      const [single, many] = times.slice(2 * index);
      return {
        milliseconds: { single: single?.wall ?? 0, batch: many?.wall ?? 0 },
        cpuMilliseconds: { single: single?.cpu ?? 0, batch: many?.cpu ?? 0 },
      };
    });
  } finally {
    for (const { close } of passes) close();
  }
}

/** A model with the first batch of the split, to be answered again and again. */
export async function openTimed({ backend, on, ...source }: Source, stored: StoredVariant, samples: number) {
  const opened = await openRunStream({ ...source, config: withBatch(stored.config, samples) }, on, 'evaluation');
  try {
    const engine = openVariantEngine(backend, stored, opened.stream.classes, samples);
    const batches = feedOf(opened, engine.objective).batches();
    const { value } = await batches.next();
    await batches.return();
    if (value === undefined) throw new MillraceError('no-samples', `${on} has no samples to answer`, { kind: 'usage' });
    return { pass: (): void => void value.inputs.map(engine.evaluate), close: engine.close };
  } finally {
    await opened.stream.close();
  }
}

function countsOf({ weights }: StoredVariant): Pick<ComparisonRow, 'parameters' | 'nonZero'> {
  let parameters = 0;
  let nonZero = 0;
  for (const { data } of weights.values()) {
    parameters += data.length;
    for (const value of data) if (value !== 0) nonZero++;
  }
  return { parameters, nonZero };
}
