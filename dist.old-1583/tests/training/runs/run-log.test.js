import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { reportRows } from '../../../training/runs/report-rows.js';
import { openRunLog, readReports } from '../../../training/runs/run-log.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { sampleReport, sampleTiming } from './sample-reports.js';
const folder = 'runs/spam';
async function text(storage, name) {
    return Buffer.from(await storage.get(`${folder}/${name}`)).toString('utf8');
}
/** Reports steps as a process does that goes on after `from` and ends after `to`, flushed every fourth step. */
async function report(storage, from, to, clock) {
    const log = await openRunLog(storage, folder, 'spam', from);
    for (let step = from + 1; step <= to; step += 1) {
        log.add(sampleReport(step), sampleTiming(step, clock));
        if (step % 4 === 0)
            await log.flush();
    }
    await log.flush();
}
test('reports are lines in a fixed order, those without a clock apart', async (t) => {
    const storage = openLocalFolder(temporaryFolder(t));
    assert.deepEqual(await readReports(storage, folder), []);
    const log = await openRunLog(storage, folder, 'spam', 0);
    log.add({ tokens: 64, step: 1, loss: 2.5, epoch: 0, gradientNorm: Number.NaN, learningRate: 1e-4, validation: { loss: 2 } }, { timeMs: 5000, seconds: 0.5, tokensPerSecond: 128 });
    await log.flush();
    assert.equal(await text(storage, 'metrics.jsonl'), '{"step":1,"epoch":0,"loss":2.5,"gradientNorm":null,"learningRate":0.0001,"tokens":64,"validation":{"loss":2}}\n');
    assert.equal(await text(storage, 'timing.jsonl'), '{"step":1,"timeMs":5000,"seconds":0.5,"tokensPerSecond":128}\n');
    assert.match(await text(storage, 'loss.svg'), /^<svg .*<\/svg>$/s);
    assert.deepEqual(await readReports(storage, folder), log.rows);
});
test('a run that is cut and goes on leaves the metrics of one that never stopped', async (t) => {
    const whole = openLocalFolder(temporaryFolder(t));
    await report(whole, 0, 24, 1e12);
    for (const [cut, from] of [
        [13, 12],
        [16, 4],
        [7, 0],
        [24, 24],
    ]) {
        const resumed = openLocalFolder(temporaryFolder(t));
        await report(resumed, 0, cut, 1e12);
        await report(resumed, from, 24, 2e12);
        assert.equal(await text(resumed, 'metrics.jsonl'), await text(whole, 'metrics.jsonl'), `${cut}, on from ${from}`);
        assert.equal(await text(resumed, 'loss.svg'), await text(whole, 'loss.svg'));
        const timings = (await text(resumed, 'timing.jsonl')).trim().split('\n');
        assert.equal(timings.length, 24);
    }
});
test('a write that fails is made up for by the next flush', async (t) => {
    const real = openLocalFolder(temporaryFolder(t));
    let failing = true;
    const put = async (key, bytes) => {
        if (failing && key.endsWith('metrics.jsonl'))
            throw new Error('no space');
        await real.put(key, bytes);
    };
    const log = await openRunLog({ ...real, put }, folder, 'spam', 0);
    log.add(sampleReport(1), sampleTiming(1));
    await assert.rejects(log.flush(), /no space/);
    failing = false;
    await log.flush();
    assert.equal((await readReports(real, folder)).length, 1);
});
test('rows come back as they were, and equal rows are equal bytes', () => {
    const anyNumber = fc.double({ noDefaultInfinity: true }).map((value) => value + 0);
    const anyRow = fc.record({
        ...{ step: fc.nat(), epoch: fc.nat(), tokens: fc.nat() },
        ...{ loss: anyNumber, gradientNorm: anyNumber, learningRate: anyNumber },
        validation: fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9.-]{0,9}$/), anyNumber),
    }, { requiredKeys: ['step', 'epoch', 'tokens', 'loss', 'gradientNorm', 'learningRate'] });
    fc.assert(fc.property(fc.array(anyRow, { maxLength: 5 }), (rows) => {
        const bytes = reportRows.encode(rows);
        const read = reportRows.decode(bytes, 'metrics.jsonl');
        assert.deepEqual(read.map(plain), rows.map(plain));
        assert.deepEqual(reportRows.encode(read), bytes);
    }));
});
/** Without the missing prototype of generated records, which JSON cannot carry. */
function plain(row) {
    return row.validation === undefined ? { ...row } : { ...row, validation: { ...row.validation } };
}
test('a changed file is told of by its line', () => {
    const good = Buffer.from(reportRows.encode([sampleReport(1)])).toString('utf8');
    for (const [line, message] of [
        ['{"step":', /no JSON/],
        ['{"step":1}', /^epoch: /],
        [`${JSON.stringify({ ...sampleReport(1), validation: { 'of loss': 1 } })}`, /^validation/],
        [good.replace('"epoch":0', '"epoch":-1'), /^epoch: /],
        [good.replace('"epoch"', '"more":1,"epoch"'), /more/],
    ]) {
        assert.throws(() => reportRows.decode(Buffer.from(`${good}${line}`), 'runs/a/metrics.jsonl'), { code: 'bad-metrics', at: 'runs/a/metrics.jsonl:2', message }, line);
    }
});
//# sourceMappingURL=run-log.test.js.map