// Where the CPU time of a build goes: by process while it runs, by phase from its jobs' reports, by code from a profile
// of the same jobs run again, what the fates cost by writing them again alone (a lower bound: their intermediates are
// part of the map jobs), and what messages between worker and hosts cost by sending as many again. Linux.
// Processes are sampled every 100 ms, so the last moments of each are missing. The profile sees one thread and no libuv pool.
// usage: node dist/benchmarks/profile-build.js [RECIPE]        default: the demo's 6,046 mails
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terminalTable } from '../quality/terminal-table.js';
import { readVersion } from '../shards/catalogue.js';
import { openFateReader, openFateWriter } from '../shards/fates.js';
import { groupsOf } from '../shards/row-file.js';
import { openLocalFolder } from '../storage/local-folder.js';
import { packageRoot } from '../storage/package-root.js';
import { openBuild } from '../workers/phases/open-build.js';
import { phasesOf } from '../workers/phases/phases.js';
import { readLock } from '../workers/temporal/lock.js';
import { conditions } from './conditions.js';
const recipe = process.argv[2] ?? fileURLToPath(new URL('examples/demo/spam-mail.yaml', packageRoot));
const store = mkdtempSync(join(tmpdir(), 'millrace-profile-'));
process.on('exit', () => rmSync(store, { recursive: true, force: true }));
let fatesShare = 0;
const seconds = await buildWatched();
const dataset = readdirSync(store).find((name) => name !== 'temporal' && !name.startsWith('.')) ?? '';
const name = readdirSync(join(store, dataset, 'work')).find((each) => each !== 'recipes') ?? '';
const build = await openBuild(store, dataset, name);
console.log(conditions(`node dist/benchmarks/profile-build.js ${process.argv.slice(2).join(' ')}`.trim(), {}));
print('CPU seconds by process', seconds);
print('CPU seconds of jobs by phase', await secondsOfPhases(build));
print('Seconds of the same jobs, run again in one thread and sampled, by code', await profileJobs(build));
console.log(`\nCode of the fates and all that it calls: ${(100 * fatesShare).toFixed(1)} % of those seconds.`);
await printFates(dataset);
await printMessages(build);
/** Runs the build in a child process and samples the CPU time of it, its hosts and the server until it ends. */
async function buildWatched() {
    const main = fileURLToPath(new URL('../cli/main.js', import.meta.url));
    const child = spawn(process.execPath, [main, 'build', recipe, '--store', store, '--threads', '2', '--json'], {
        stdio: 'ignore',
    });
    const seen = new Map();
    const look = async () => {
        const server = (await readLock(join(store, 'temporal')).catch(() => undefined))?.pid;
        const roles = [
            [child.pid, 'worker and command line (Temporal SDK, activities, IPC)'],
            [server, 'Temporal server'],
            ...hostPids(child.pid).map((pid) => [pid, 'hosts (all jobs)']),
        ];
        for (const [pid, role] of roles) {
            const used = typeof pid === 'number' ? cpuSeconds(pid) : undefined;
            if (typeof pid === 'number' && used !== undefined)
                seen.set(pid, { role, seconds: used });
        }
    };
    const timer = setInterval(() => void look(), 100);
    const code = await new Promise((resolve) => child.once('exit', resolve));
    clearInterval(timer);
    if (code !== 0)
        throw new Error(`Expected the build to end with 0, found ${code}`);
    const byRole = new Map();
    for (const { role, seconds: used } of seen.values())
        byRole.set(role, (byRole.get(role) ?? 0) + used);
    return byRole;
}
function hostPids(worker) {
    try {
        return JSON.parse(readFileSync(join(store, 'temporal', `worker-${worker}.json`), 'utf8')).hostPids;
    }
    catch {
        return [];
    }
}
/** User and system time of a process, in seconds; Linux counts in ticks of 10 ms. */
function cpuSeconds(pid) {
    try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        return (Number(fields[11]) + Number(fields[12])) / 100;
    }
    catch {
        return undefined;
    }
}
async function secondsOfPhases(opened) {
    const phases = new Map();
    for (const { name: phase, count } of phasesOf(opened.plan)) {
        const jobs = await count(opened);
        let used = 0;
        for (let index = 0; index < jobs; index++)
            used += Number((await opened.report(phase, index))?.['cpuSeconds'] ?? 0);
        phases.set(`${phase} (${jobs} jobs)`, used);
    }
    return phases;
}
/** Runs every job of a finished build again in this thread, which writes the same files, under V8's sampling profiler. */
async function profileJobs(opened) {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    for (const { count, run } of phasesOf(opened.plan)) {
        const jobs = await count(opened);
        for (let index = 0; index < jobs; index++)
            await run(opened, index, () => undefined, undefined);
    }
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    const codeOf = new Map(profile.nodes.map(({ id, callFrame }) => [id, codeName(callFrame)]));
    const underFates = nodesUnder(profile.nodes, /\/(fates|record-fates|partition-fates|fate-columns|fate|ledger)\.js$/);
    const byCode = new Map();
    let fates = 0;
    let total = 0;
    for (const [index, id] of (profile.samples ?? []).entries()) {
        const code = codeOf.get(id) ?? '';
        if (code === '')
            continue;
        const seconds = (profile.timeDeltas?.[index] ?? 0) / 1e6;
        byCode.set(code, (byCode.get(code) ?? 0) + seconds);
        total += seconds;
        if (underFates.has(id))
            fates += seconds;
    }
    fatesShare = fates / total;
    return byCode;
}
/** Nodes of a call tree at or below a frame of the named files. What runs after an await hangs elsewhere, and is missed. */
function nodesUnder(nodes, files) {
    const found = new Set();
    // A parent stands before its children.
    for (const { id, callFrame, children = [] } of nodes) {
        if (files.test(callFrame.url))
            found.add(id);
        if (found.has(id))
            for (const child of children)
                found.add(child);
    }
    return found;
}
function codeName({ url, functionName }) {
    if (functionName === '(garbage collector)')
        return 'garbage collection';
    if (functionName === '(idle)' || functionName === '(root)')
        return '';
    if (functionName === '(program)')
        return 'native code (zstd, fs, hashes)';
    const own = /\/dist\/(core|storage|shards|quality|pipelines\/\w+|pipelines|workers)\//.exec(url)?.[1];
    const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
    return own ?? library ?? (url.startsWith('wasm:') ? 'wasm' : url.startsWith('node:') ? 'node' : 'other');
}
async function printFates(of) {
    const storage = openLocalFolder(store);
    const { manifest } = await readVersion(storage, of, 1);
    const rows = [];
    for (const { file } of manifest.fates) {
        for await (const group of groupsOf(await openFateReader(storage, `${of}/${file}`)))
            rows.push(...group);
    }
    const before = process.cpuUsage();
    const writer = await openFateWriter(storage, 'again');
    await writer.add(rows);
    await writer.finish();
    const used = process.cpuUsage(before);
    const bytes = (folder) => readdirSync(join(store, of, folder)).reduce((sum, file) => sum + statSync(join(store, of, folder, file)).size, 0);
    const share = (100 * bytes('fates')) / (bytes('fates') + bytes('data') + bytes('metrics'));
    console.log(`Fates: ${rows.length} rows written again alone take ${((used.user + used.system) / 1e6).toFixed(2)} CPU-s; they are ${share.toFixed(1)} % of the version's bytes.`);
}
/** Each job is one message with its reference and one with its report; hosts also tell twice a second where they are. */
async function printMessages(opened) {
    const reports = [];
    for (const { name: phase, count } of phasesOf(opened.plan)) {
        for (let index = await count(opened); index-- > 0;)
            reports.push(await opened.report(phase, index));
    }
    const echo = fork(fileURLToPath(new URL('./echo-process.js', import.meta.url)), { serialization: 'advanced' });
    const answer = (message) => new Promise((resolve) => {
        echo.once('message', resolve);
        echo.send({ message });
    });
    await answer('warm');
    const before = process.cpuUsage();
    const childBefore = cpuSeconds(echo.pid ?? 0) ?? 0;
    for (const report of reports)
        await answer(report);
    const used = process.cpuUsage(before);
    const child = (cpuSeconds(echo.pid ?? 0) ?? 0) - childBefore;
    echo.kill();
    const bytes = reports.reduce((sum, report) => sum + JSON.stringify(report).length, 0);
    console.log(`Messages: ${reports.length} reports, ${Math.round(bytes / 1000)} kB as JSON, sent to a process and back take ${((used.user + used.system) / 1e6 + child).toFixed(2)} CPU-s on both sides together.`);
}
function print(title, table) {
    const total = [...table.values()].reduce((sum, value) => sum + value, 0);
    const rows = [...table]
        .sort(([, a], [, b]) => b - a)
        .filter(([, value]) => value >= 0.005 * total)
        .map(([key, value]) => [key, value.toFixed(2), `${((100 * value) / total).toFixed(1)} %`]);
    const columns = ['', 'seconds', 'share'].map((heading, index) => ({
        heading,
        align: index === 0 ? 'left' : 'right',
    }));
    console.log(`\n${title}: ${total.toFixed(2)}\n${terminalTable(columns, rows).join('\n')}`);
}
//# sourceMappingURL=profile-build.js.map