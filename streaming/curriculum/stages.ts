/** From easy to hard: an epoch of a version in stages by a signal. */
export interface Curriculum {
  /** What samples are told apart by: see docs/streaming.md. */
  readonly signal: string;
  /** How many stages of about equal size an epoch has, 2 to 100. */
  readonly stages: number;
  /** True where the highest values come first. */
  readonly descending?: boolean;
}

/** The samples of a version by stage. Memory: a byte for each sample, 4 bytes for each group and stage. */
export interface Stages {
  /** Stage of each sample, in reading order: group after group. */
  readonly of: Uint8Array;
  /** Places in `of` of each group's first sample. */
  readonly starts: Float64Array;
  /** For each stage how many samples of each group it has. */
  readonly groupSamples: readonly Uint32Array[];
}

/**
 * Cuts samples into stages at the quantiles of their values, in reading order; equal values are in one stage, and those
 * without a value (NaN) in the last. Cost: a sort; 16 bytes for each sample meanwhile.
 */
export function stagesOf(
  groupSamples: readonly number[],
  values: Float64Array,
  { stages, descending = false }: Omit<Curriculum, 'signal'>,
): Stages {
  const sign = descending ? -1 : 1;
  const known = values.filter((value) => !Number.isNaN(value)).map((value) => sign * value);
  known.sort();
  const limits = Array.from({ length: stages - 1 }, (_, stage) => {
    return known[Math.floor(((stage + 1) * known.length) / stages)] ?? Number.POSITIVE_INFINITY;
  });
  const of = Uint8Array.from(values, (value) => {
    if (Number.isNaN(value)) return stages - 1;
    const first = limits.findIndex((limit) => sign * value < limit);
    return first < 0 ? stages - 1 : first;
  });
  const starts = new Float64Array(groupSamples.length);
  const counts = Array.from({ length: stages }, () => new Uint32Array(groupSamples.length));
  let start = 0;
  for (const [group, samples] of groupSamples.entries()) {
    starts[group] = start;
    for (let sample = start; sample < start + samples; sample++) {
      const ofStage = counts[of[sample] as number] as Uint32Array;
      ofStage[group] = (ofStage[group] as number) + 1;
    }
    start += samples;
  }
  return { of, starts, groupSamples: counts };
}
