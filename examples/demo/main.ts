import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderReport } from '../../quality/report.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { openLocalFolder } from '../../storage/local-folder.ts';
import { packageRoot } from '../../storage/package-root.ts';
import { compareVersions, shardTable } from './compare-versions.ts';
import { droppedMails } from './dropped-mails.ts';
import { type BuildAnswer, killHostMidway, runBuild, runDisturbedBuild } from './run-build.ts';

const recipe = fileURLToPath(new URL('examples/demo/spam-mail.yaml', packageRoot));
const store = resolve('.millrace');
const disturbedStore = mkdtempSync(join(tmpdir(), 'millrace-demo-'));
process.on('exit', () => rmSync(disturbedStore, { recursive: true, force: true }));
const started = performance.now();
const say = (...lines: readonly string[]): void => console.log(lines.join('\n'));

say('Millrace demo: 6,046 real mails become a clean, deduplicated, tokenized and packed dataset.', '');
say('1. A build that nothing disturbs');
const calm = await runBuild(recipe, store);
const { manifest } = await readVersion(openLocalFolder(store), calm.dataset, calm.version);

say('', '2. The same build in an empty store, one of its hosts killed midway (kill -9)');
let killed: number | undefined;
const disturbed: BuildAnswer = await runDisturbedBuild(recipe, disturbedStore, async (build) => {
  killed = await killHostMidway(disturbedStore, build, calm.partitions);
});
if (killed === undefined) throw new Error('Expected to kill a host of the second build, found that it ended too soon');
const other = await readVersion(openLocalFolder(disturbedStore), disturbed.dataset, disturbed.version);

say('', `3. Host ${killed} was killed. Every file of both builds, by SHA-256:`, '');
say(...shardTable(manifest, other.manifest), '');
const verdict = compareVersions(manifest, other.manifest);
say(verdict.text);

say('', '4. Three mails that were dropped, and why', '');
say(...(await droppedMails(openLocalFolder(store), manifest, 3)));

const report = join(store, `${calm.dataset}.html`);
writeFileSync(report, await renderReport(openLocalFolder(store), manifest));
const name = `${calm.dataset}@${calm.version}`;
say(
  '',
  `Done in ${Math.round((performance.now() - started) / 1000)} s.`,
  '',
  `The dataset   ${relative('.', join(store, calm.dataset))}/`,
  `The report    ${relative('.', report)}`,
  `The recipe    ${relative('.', recipe)}`,
  '',
  'Next:',
  '  npx millrace up',
  '      the history of these builds, in the Temporal UI',
  `  npx millrace show ${name}`,
  '      its numbers, gates and lineage',
  `  npx millrace fates ${name} --fate dropped`,
  '      what became of each mail, as JSON lines',
  '  npx millrace build examples/demo/spam-mail.yaml --set stages.2.gopher-quality.minWords=50',
  '      the same with another limit: a new version',
);
process.exitCode = verdict.equal ? 0 : 1;
