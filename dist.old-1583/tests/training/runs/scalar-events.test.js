import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { crc32c, maskedCrc32c } from '../../../training/runs/masked-crc32c.js';
import { eventFileStart, scalarEvent } from '../../../training/runs/scalar-events.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { runPython } from '../python-program.js';
import { sampleReport, sampleTiming } from './sample-reports.js';
test('the checksum is that of RFC 3720 and of TFRecord files', () => {
    assert.equal(crc32c(Buffer.alloc(32)), 0x8a9136aa);
    assert.equal(crc32c(Buffer.alloc(32, 0xff)), 0x62a8ab43);
    assert.equal(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e);
    assert.equal(crc32c(Buffer.from('123456789')), 0xe3069283);
    // crc32c_test.cc of LevelDB: masking changes the value and can be undone.
    const masked = maskedCrc32c(Buffer.from('foo'));
    const rotated = (masked - 0xa282ead8) >>> 0;
    assert.equal(((rotated >>> 17) | (rotated << 15)) >>> 0, crc32c(Buffer.from('foo')));
});
test('a file begins as TensorFlow’s own do', () => {
    // A file of tf.summary.create_file_writer, its time set to 0.
    const start = eventFileStart();
    assert.equal(start.subarray(0, 12).toString('hex'), `1800000000000000${start.subarray(8, 12).toString('hex')}`);
    assert.equal(start.subarray(12, 36).toString('hex'), `090000000000000000${'1a0d'}${Buffer.from('brain.Event:2').toString('hex')}`);
    assert.equal(start.length, 40);
});
test('TensorBoard reads the scalars, and those that a replaced file adds', { timeout: 400_000 }, async (t) => {
    const folder = temporaryFolder(t);
    const timing = (step) => ({ step, ...sampleTiming(step) });
    const fileOf = (steps) => Buffer.concat([
        eventFileStart(),
        ...Array.from({ length: steps }, (_, index) => scalarEvent(sampleReport(index + 1), timing(index + 1))),
    ]);
    await mkdir(`${folder}/run`);
    await writeFile(`${folder}/run/events.out.tfevents.0.millrace`, fileOf(7));
    await writeFile(`${folder}/later`, fileOf(20));
    const program = 'tests/training/runs/scalar-events.py';
    const found = await runPython(t, program, [`${folder}/run`, `${folder}/later`]);
    if (found === undefined)
        return;
    const scalars = (steps, read) => Array.from({ length: steps }, (_, index) => index + 1).flatMap((step) => {
        const value = read(step);
        return value === undefined ? [] : [[step, Math.fround(value), timing(step).timeMs / 1000]];
    });
    const expected = (steps) => ({
        'training/loss': scalars(steps, (step) => sampleReport(step).loss),
        'training/gradientNorm': scalars(steps, (step) => sampleReport(step).gradientNorm),
        'training/learningRate': scalars(steps, (step) => sampleReport(step).learningRate),
        'training/tokensPerSecond': scalars(steps, (step) => timing(step).tokensPerSecond),
        'validation/loss': scalars(steps, (step) => sampleReport(step).validation?.['loss']),
        'validation/accuracy': scalars(steps, (step) => sampleReport(step).validation?.['accuracy']),
    });
    assert.deepEqual(found, [expected(7), expected(20)]);
});
//# sourceMappingURL=scalar-events.test.js.map