import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readVersion } from '../../shards/catalogue.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { packageRoot } from '../../storage/package-root.js';
import { millraceOutput } from '../journeys/build-command.js';
import { temporaryFolder } from '../journeys/mail-store.js';
// The numbers of the corpus are published: 2,500 + 1,400 easy ham, 250 hard ham, 500 + 1,396 spam.
const mails = 6046;
const folder = temporaryFolder();
const store = join(folder.path, '.millrace');
let printed = '';
let manifest;
let fates;
before(async () => {
    const demo = fileURLToPath(new URL('dist/examples/demo/main.js', packageRoot));
    const run = spawnSync(process.execPath, [demo], { cwd: folder.path, encoding: 'utf8', timeout: 900_000 });
    assert.equal(run.status, 0, `${run.stdout}\n${run.stderr}`);
    printed = run.stdout;
    ({ manifest } = await readVersion(openLocalFolder(store), 'spam-mail', 1));
    const { stdout } = await millraceOutput(['fates', 'spam-mail', '--store', store, '--json']);
    fates = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
});
test.after(() => folder[Symbol.dispose]());
test('the demo kills a host and shows that nothing changed', () => {
    assert.match(printed, /Host \d+ was killed/);
    assert.match(printed, /All \d+ files and the manifest are identical/);
    assert.doesNotMatch(printed, /DIFFERENT/);
    assert.equal(printed.match(/ {2}npx millrace why spam-mail --id \w+/g)?.length, 3);
});
test('the demo kills a training process and shows that the weights are the same', () => {
    assert.match(printed, /Process \d+ was killed; the next one went on from step \d+\./);
    assert.match(printed, /The same weights, to the last bit\./);
});
test('naive Bayes and ours are both well above the share of the larger class, and side by side', () => {
    const [, bayes = '', ours = ''] = /^accuracy +(0\.\d+) +(0\.\d+)$/m.exec(printed.slice(printed.indexOf('5. Naive'))) ?? [];
    // Of the held-out mails 77.2 % are ham.
    assert.ok(Number(bayes) > 0.95, bayes);
    assert.ok(Number(ours) > 0.9, ours);
    assert.match(printed, /is right more often\.|Both are right equally often\./);
});
test('`ls` tells of the version and of its runs', async () => {
    const { stdout } = await millraceOutput(['ls', 'spam-mail', '--store', store, '--json']);
    const { runs } = JSON.parse(stdout);
    assert.deepEqual(runs.map(({ objective, state, data }) => `${objective} ${state} ${data}`), ['causal finished spam-mail@1', 'classify finished spam-mail@1', 'classify finished spam-mail@1']);
});
test('the recipe of the spam classifier trains on the very dataset of the demo', async () => {
    const recipe = fileURLToPath(new URL('examples/spam/spam-classifier.yaml', packageRoot));
    const settings = ['steps=1', 'accumulate=1', 'length=64'].flatMap((text) => ['--set', `train.0.${text}`]);
    const run = await millraceOutput(['run', recipe, '--store', store, '--json', ...settings]);
    assert.equal(run.code, 0, run.stderr);
    const { build, train } = JSON.parse(run.stdout);
    assert.equal(build.identical, true);
    assert.equal(train[0]?.steps, 1);
});
test('without a terminal it prints plain lines', () => {
    assert.ok(!printed.includes('\u001b'));
    assert.ok(printed.split('\n').every((line) => line.length <= 110));
});
test('every mail has exactly one fate', () => {
    const { records, reasons } = manifest;
    assert.equal(records.in, mails);
    assert.equal(records.kept + records.dropped + records.merged + records.quarantined, mails);
    assert.equal(fates.length, mails);
    assert.equal(new Set(fates.map(({ source }) => source)).size, mails);
    const counted = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    assert.equal(counted, mails - records.kept);
    assert.ok(fates.every(({ fate, stage, reason }) => fate === 'kept' || (stage !== null && reason !== null)));
});
test('`why` answers for records of every reason', async () => {
    const seen = new Map(fates.map((fate) => [`${fate.fate} ${fate.stage} ${fate.reason}`, fate]));
    const chosen = [...seen.values()];
    assert.ok(chosen.length > 10);
    for (const { id, fate, stage, reason } of chosen) {
        const { code, stdout } = await millraceOutput(['why', 'spam-mail', '--id', id, '--store', store, '--json']);
        const answer = JSON.parse(stdout);
        assert.equal(code, 0);
        assert.deepEqual([answer['id'], answer['fate'], answer['stage'], answer['reason']], [id, fate, stage, reason]);
        const keys = ['id', 'source', 'fate', 'stage', 'reason', 'value', 'limit', 'into', 'similarity', 'sources'];
        for (const key of keys)
            assert.ok(key in answer, key);
    }
});
test('the report is one file that needs nothing else', () => {
    const report = readFileSync(join(store, 'spam-mail.html'), 'utf8');
    assert.match(report, /6,046/);
    assert.ok(report.includes('<svg'));
    // Texts of mails hold addresses; nothing may be loaded from one.
    assert.match(report, /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-/);
    assert.doesNotMatch(report, /<(script[^>]*\ssrc|link|img|iframe|object|embed)\b|\s(src|(xlink:)?href)="(?!#)|url\((?!#)|@import/);
});
//# sourceMappingURL=demo.test.js.map