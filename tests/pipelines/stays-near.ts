import assert from 'node:assert/strict';

async function cpuSeconds(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/**
 * Holds the CPU time of work on each hostile input to a hundred times that on a usual one of the same size, or 2 seconds.
 * What is quadratic takes minutes; what is linear and slow, tenths of a second.
 */
export async function staysNear<Input>(
  work: (input: Input) => unknown,
  usual: Input,
  hostile: Readonly<Record<string, Input>>,
): Promise<void> {
  await work(usual);
  const limit = Math.max(2, 100 * (await cpuSeconds(() => work(usual))));
  for (const [name, input] of Object.entries(hostile)) {
    const seconds = await cpuSeconds(() => work(input));
    assert.ok(seconds < limit, `${name}: ${seconds} s of at most ${limit}`);
  }
}
