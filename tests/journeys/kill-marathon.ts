import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { randomUint32 } from '../../core/seeded-random.ts';
import { terminalTable } from '../../quality/terminal-table.ts';
import {
  fileDigests,
  finishedJobs,
  hostPids,
  millraceOutput,
  type RunningCommand,
  startMillrace,
} from './build-command.ts';
import { temporaryFolder, writeMailRecipe } from './mail-store.ts';
import { serverPid } from './server-pid.ts';

// usage: node dist/tests/journeys/kill-marathon.js [rounds=10] [seed=1]
// Kills hosts, workers and servers at random moments, runs the same command until it ends, and compares every byte.
const [rounds = 10, seed = 1] = process.argv.slice(2).map(Number);
const victims = ['host', 'worker', 'server', 'worker and server'] as const;
type Victim = (typeof victims)[number];

const folder = temporaryFolder();
process.on('exit', () => folder[Symbol.dispose]());
const recipe = writeMailRecipe(folder.path, '00[0-1]*.txt');
const calmStore = join(folder.path, 'calm');
const started = performance.now();
await buildToItsEnd(calmStore);
const buildMs = performance.now() - started;
const calm = fileDigests(calmStore, 'mail');
const tally = new Map<Victim, { tried: number; hit: number; equal: number }>(
  victims.map((victim) => [victim, { tried: 0, hit: 0, equal: 0 }]),
);

for (let round = 0; round < rounds; round++) {
  const victim = victims[randomUint32(seed, 2 * round) % victims.length] as Victim;
  const delayMs = 1500 + (randomUint32(seed, 2 * round + 1) % Math.max(1, Math.round(buildMs - 2500)));
  const store = join(folder.path, `round-${round}`);
  const running = startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const before = finishedJobs(store, 'mail', 'map-0');
  const hit = running.child.exitCode === null && (await kill(victim, store, running));
  await running.ended;
  await buildToItsEnd(store);
  const equal = isDeepStrictEqual(fileDigests(store, 'mail'), calm);
  const count = tally.get(victim) ?? { tried: 0, hit: 0, equal: 0 };
  count.tried++;
  if (hit) count.hit++;
  if (hit && equal) count.equal++;
  console.log(
    `round ${round}: ${victim} after ${(delayMs / 1000).toFixed(1)} s with ${before} jobs done, ${hit ? (equal ? 'equal' : 'DIFFERENT') : 'missed'}`,
  );
  if (!equal) process.exitCode = 1;
}

const columns = ['victim', 'tried', 'hit', 'equal'].map((heading, index) => ({
  heading,
  align: index === 0 ? ('left' as const) : ('right' as const),
}));
const rows = [...tally].map(([victim, { tried, hit, equal }]) => [victim, tried, hit, equal].map(String));
console.log(
  `\n${terminalTable(columns, rows).join('\n')}\nseed ${seed}, an undisturbed build takes ${(buildMs / 1000).toFixed(1)} s`,
);

async function kill(victim: Victim, store: string, { child }: RunningCommand): Promise<boolean> {
  try {
    const server = await serverPid(store);
    const host = hostPids(store, child.pid)[0];
    if (victim === 'host' && host !== undefined) process.kill(host, 'SIGKILL');
    if (victim.includes('worker')) child.kill('SIGKILL');
    if (victim.includes('server')) process.kill(server, 'SIGKILL');
    return true;
  } catch {
    // Nothing to kill yet, or no longer: the round does not count.
    return false;
  }
}

async function buildToItsEnd(store: string): Promise<void> {
  const { code, stderr } = await millraceOutput(['build', recipe, '--store', store, '--json', '--threads', '2']);
  if (code !== 0) throw new Error(`Expected the build to end, found exit code ${code}:\n${stderr}`);
}
