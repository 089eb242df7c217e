import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { openLocalFolder } from '../storage/local-folder.ts';
import { packageRoot } from '../storage/package-root.ts';
import { conditions } from './conditions.ts';
import { numberedId, numberedText, writeFatesVersion } from './fates-version.ts';
import { median } from './median.ts';

/**
 * `why [--records N] [--store FOLDER]`: seconds that `millrace why` takes on a version of N records (a million), from the
 * start of its process to its end, for each way to name a record, and how much of that its processor worked; the median
 * of five. Writes the version where the folder has none.
 */
const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, store: { type: 'string' } },
});
const records = Number(values.records);
const main = fileURLToPath(new URL('dist/cli/main.js', packageRoot));
const run = promisify(execFile);
const rounds = 5;

const folder = values.store ?? (await mkdtemp(join(tmpdir(), 'millrace-why-')));
const storage = openLocalFolder(folder);
if ((await storage.size('numbered/versions/00000001.json')) === undefined) {
  const started = performance.now();
  const { manifest } = await writeFatesVersion(storage, 'numbered', records);
  const bytes = manifest.fates.reduce((sum, file) => sum + file.bytes, 0);
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `wrote ${manifest.fates.length} files of fates in ${seconds.toFixed(1)} s, ${(bytes / records).toFixed(1)} bytes a record`,
  );
}

/** Records that are kept, and at the end of a chain, towards the end of the version. */
const alone = records - (records % 16) - 14;
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['a kept record, by id', ['--id', numberedId(alone)]],
  ['the beginning of an id', ['--id', numberedId(alone).slice(0, 12)]],
  ['a whole text', ['--text', numberedText(alone)]],
  ['merged by way of two others', ['--id', numberedId(alone + 9)]],
  ['kept, with duplicates in every file', ['--id', numberedId(0)]],
];
console.log(conditions(`node dist/benchmarks/why.js --records ${records}`, {}));
const tellWork = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('worked ' + (user + system) / 1e6); });`;
for (const [name, words] of cases) {
  const seconds: number[] = [];
  const worked: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const node = ['--import', `data:text/javascript,${encodeURIComponent(tellWork)}`, main];
    const { stderr } = await run(process.execPath, [...node, 'why', 'numbered', '--store', folder, ...words], {
      maxBuffer: 2 ** 28,
    });
    seconds.push((performance.now() - started) / 1000);
    worked.push(Number(/worked ([\d.]+)/.exec(stderr)?.[1]));
  }
  console.log(`${median(seconds).toFixed(2)} s, ${median(worked).toFixed(2)} CPU-s  ${name}`);
}
if (values.store === undefined) await rm(folder, { recursive: true });
