/** The first passes of a graph, in which TensorFlow still prepares it. */
const warmUps = 2;

/** Median milliseconds of a pass: by the clock, and of the processor, which others' work does not lengthen. */
export interface PassTime {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * Median times of each pass over `rounds` rounds. In a round each pass runs once, in turn, so that what else the
 * machine does meets all of them alike.
 */
export function medianTimes(passes: readonly (() => void)[], rounds: number): readonly PassTime[] {
  for (const pass of passes) for (let round = 0; round < warmUps; round++) pass();
  const times = passes.map(() => ({ wall: [] as number[], cpu: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, pass] of passes.entries()) {
      const before = process.cpuUsage();
      const start = performance.now();
      pass();
      times[index]?.wall.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      times[index]?.cpu.push((user + system) / 1000);
    }
  }
  return times.map(({ wall, cpu }) => ({ wall: median(wall), cpu: median(cpu) }));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
