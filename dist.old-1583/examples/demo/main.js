import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderReport } from '../../quality/report.js';
import { readVersion } from '../../shards/catalogue.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { packageRoot } from '../../storage/package-root.js';
import { compareRuns } from './compare-runs.js';
import { compareVersions, shardTable } from './compare-versions.js';
import { droppedMails } from './dropped-mails.js';
import { killHostMidway, killTrainingMidway } from './kill-midway.js';
import { disturbedMillrace, millrace } from './millrace.js';
import { verdictLines } from './verdict.js';
const recipe = fileURLToPath(new URL('examples/demo/spam-mail.yaml', packageRoot));
const store = resolve('.millrace');
const storage = openLocalFolder(store);
const disturbedStore = mkdtempSync(join(tmpdir(), 'millrace-demo-'));
process.on('exit', () => rmSync(disturbedStore, { recursive: true, force: true }));
const started = performance.now();
const say = (...lines) => console.log(lines.join('\n'));
say('Millrace demo: 6,046 real mails become a clean dataset, a language model and a spam classifier.', '');
say('1. From raw mails to a judged classifier, as one workflow');
const calm = await millrace(['run', recipe, '--store', store]);
const { manifest } = await readVersion(storage, calm.build.dataset, calm.build.version);
const tuned = calm.train.at(-1);
if (tuned === undefined)
    throw new Error('Expected the run to train, found no training run');
say('', '2. The dataset again in an empty store, one of its hosts killed midway (kill -9)');
let killedHost;
const disturbed = await disturbedMillrace(['build', recipe, '--store', disturbedStore], 'Built ', async (build) => {
    killedHost = await killHostMidway(disturbedStore, build, calm.build.partitions);
});
if (killedHost === undefined)
    throw new Error('Expected to kill a host of the build, found that it ended too soon');
const other = await readVersion(openLocalFolder(disturbedStore), disturbed.dataset, disturbed.version);
say('', `Host ${killedHost} was killed. Every file of both builds, by SHA-256:`, '');
say(...shardTable(manifest, other.manifest), '');
const versions = compareVersions(manifest, other.manifest);
say(versions.text);
// Another name, so that it is another run; a name is no part of what is computed.
const again = 'spam-again';
const place = calm.train.length - 1;
say('', '3. The classifier again, its training process killed midway (kill -9)');
let killedTraining;
const resumed = await disturbedMillrace([
    ...['train', recipe, '--store', store, '--resume', '--only', again],
    ...['--set', `train.${place}.name=${again}`, '--set', `evaluate.${place}.run=${again}`],
], 'Trained ', async (training) => {
    killedTraining = await killTrainingMidway(store, training, `${manifest.dataset}-${again}`, tuned.steps);
});
const runs = await compareRuns(storage, tuned, resumed);
say('', killedTraining === undefined
    ? 'It was trained by an earlier demo in this store.'
    : `Process ${killedTraining} was killed; the next one went on from step ${resumed.resumedFrom}.`, '', ...runs.lines, '', runs.equal ? 'The same weights, to the last bit.' : 'The weights DIFFER. This is a defect: please report it.');
say('', '4. Three mails that were dropped, and why', '');
say(...(await droppedMails(storage, manifest, 3)));
say('', '5. Naive Bayes and ours, on mails that neither has seen and that resemble none they have', '');
say(...verdictLines(calm.eval));
const report = join(store, `${manifest.dataset}.html`);
writeFileSync(report, await renderReport(storage, manifest));
const name = `${manifest.dataset}@${calm.build.version}`;
say('', `Done in ${Math.round((performance.now() - started) / 1000)} s.`, '', `The dataset   ${relative('.', join(store, manifest.dataset))}/`, `The report    ${relative('.', report)}`, `The model     ${relative('.', join(store, 'runs', tuned.run))}/`, `The recipe    ${relative('.', recipe)}`, '', 'Next:', '  npm run train:spam', '      trains longer on longer pieces of each mail, beside naive Bayes', '  npx millrace up', '      the history of all this with its loss curves, in the Temporal UI', `  npx millrace show ${name}`, '      numbers, gates and lineage of the dataset', `  npx millrace fates ${name} --fate dropped`, '      what became of each mail, as JSON lines', '  npx millrace run examples/demo/spam-mail.yaml --set stages.2.gopher-quality.minWords=50', '      the same with another limit: a new version, new models');
process.exitCode = versions.equal && runs.equal ? 0 : 1;
//# sourceMappingURL=main.js.map