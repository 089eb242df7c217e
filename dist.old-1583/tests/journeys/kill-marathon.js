import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { randomUint32 } from '../../core/seeded-random.js';
import { terminalTable } from '../../quality/terminal-table.js';
import { fileDigests, finishedJobs, hostPids, isAlive, startMillrace, untilJobsDone, } from './build-command.js';
import { temporaryFolder, writeMailRecipe } from './mail-store.js';
import { serverPid } from './server-pid.js';
// usage: node dist/tests/journeys/kill-marathon.js [rounds=10] [seed=1]
// Kills hosts, workers and servers at random moments, runs the same command until it ends, and compares every byte.
// A kill counts as a hit where some jobs were done, the build had not ended, and every victim was alive.
const [rounds = 10, seed = 1] = process.argv.slice(2).map(Number);
const victims = ['host', 'worker', 'server', 'host, worker and server'];
const folder = temporaryFolder();
process.on('exit', () => folder[Symbol.dispose]());
const recipe = writeMailRecipe(folder.path, '00[0-1]*.txt');
const calmStore = join(folder.path, 'calm');
const undisturbed = startBuild(calmStore);
await untilJobsDone(calmStore, 'mail', 'map-0', 1, undisturbed);
const workStart = performance.now();
await expectBuilt(undisturbed);
// The time from the first finished job on: what comes before is the start of server and worker.
const workMs = performance.now() - workStart;
const calm = fileDigests(calmStore, 'mail');
const tally = new Map(victims.map((victim) => [victim, { tried: 0, hit: 0, equal: 0 }]));
for (let round = 0; round < rounds; round++) {
    const victim = victims[randomUint32(seed, 2 * round) % victims.length];
    const delayMs = (randomUint32(seed, 2 * round + 1) % 1000) * 0.9e-3 * workMs;
    const store = join(folder.path, `round-${round}`);
    const running = startBuild(store);
    await untilJobsDone(store, 'mail', 'map-0', 1, running);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    const before = finishedJobs(store, 'mail', 'map-0');
    const hit = (await kill(victim, store, running)) && before > 0;
    await running.ended;
    await expectBuilt(startBuild(store));
    const equal = isDeepStrictEqual(fileDigests(store, 'mail'), calm);
    const count = tally.get(victim) ?? { tried: 0, hit: 0, equal: 0 };
    count.tried++;
    if (hit)
        count.hit++;
    if (hit && equal)
        count.equal++;
    console.log(`round ${round}: ${victim} after ${(delayMs / 1000).toFixed(1)} s with ${before} jobs done, ${hit ? (equal ? 'equal' : 'DIFFERENT') : 'missed'}`);
    if (!equal)
        process.exitCode = 1;
}
const columns = ['victim', 'tried', 'hit', 'equal'].map((heading, index) => ({
    heading,
    align: index === 0 ? 'left' : 'right',
}));
const rows = [...tally].map(([victim, { tried, hit, equal }]) => [victim, tried, hit, equal].map(String));
console.log(`\n${terminalTable(columns, rows).join('\n')}\nseed ${seed}, an undisturbed build works for ${(workMs / 1000).toFixed(1)} s`);
/** Kills the victims; false where one of them is not there yet, or no longer. */
async function kill(victim, store, { child }) {
    try {
        const pids = [];
        if (victim.includes('host'))
            pids.push(hostPids(store, child.pid)[0]);
        if (victim.includes('worker'))
            pids.push(child.pid);
        if (victim.includes('server'))
            pids.push(await serverPid(store));
        const alive = pids.filter((pid) => pid !== undefined && isAlive(pid));
        for (const pid of alive)
            process.kill(pid, 'SIGKILL');
        return alive.length === pids.length;
    }
    catch {
        return false;
    }
}
function startBuild(store) {
    return startMillrace(['build', recipe, '--store', store, '--json', '--threads', '2']);
}
async function expectBuilt({ ended }) {
    const { code, stderr } = await ended;
    if (code !== 0)
        throw new Error(`Expected the build to end, found exit code ${code}:\n${stderr}`);
}
//# sourceMappingURL=kill-marathon.js.map