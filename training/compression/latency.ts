/** The first passes of a graph, in which TensorFlow still prepares it. */
const warmUps = 2;

/**
 * Median milliseconds of each pass over `rounds` rounds. In a round each pass runs once, in turn, so that what else the
 * machine does meets all of them alike.
 */
export function medianTimes(passes: readonly (() => void)[], rounds: number): readonly number[] {
  for (const pass of passes) for (let round = 0; round < warmUps; round++) pass();
  const times = passes.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, pass] of passes.entries()) {
      const start = performance.now();
      pass();
      times[index]?.push(performance.now() - start);
    }
  }
  return times.map(median);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
