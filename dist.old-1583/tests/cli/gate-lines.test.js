import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { guiltyLines } from '../../cli/build/guilty-lines.js';
const gate = (records) => ({
    ...{ metric: 'kept.ratio', min: 0.5, value: 0.3, severity: 'error', passed: false },
    ...(records === undefined ? {} : { records }),
});
const record = (id, value = null) => ({ id, source: 'in.jsonl:1', value });
test('five records are told with their values, the rest counted', () => {
    const records = Array.from({ length: 7 }, (_, i) => record(`r${i}`, i * 1000));
    assert.deepEqual(guiltyLines(gate(records), 'docs@3'), [
        '  npx millrace why docs@3 --id r0  0',
        '  npx millrace why docs@3 --id r1  1,000',
        '  npx millrace why docs@3 --id r2  2,000',
        '  npx millrace why docs@3 --id r3  3,000',
        '  npx millrace why docs@3 --id r4  4,000',
        '  and 2 more: npx millrace show docs@3 --json',
    ]);
    assert.deepEqual(guiltyLines(gate([]), 'docs@3'), []);
    assert.deepEqual(guiltyLines(gate(undefined), 'docs@3'), []);
});
test('an id stays one word of the shell, and cannot command a terminal', () => {
    for (const id of ["it's; rm -rf ~", '$(id) `id`', '-x', '数据/1', 'a\\b "c"']) {
        const [line = ''] = guiltyLines(gate([record(id)]), 'docs@3');
        const echoed = spawnSync('bash', ['-c', `npx() { printf %s "$5"; }; ${line}`], { encoding: 'utf8' });
        assert.equal(echoed.stdout, id);
    }
    const [hostile = ''] = guiltyLines(gate([record('a\u001b[2J', 'b\u001b[2J\u202e')]), 'docs@3');
    assert.equal(hostile, "  npx millrace why docs@3 --id 'a\ufffd[2J'  b\ufffd[2J\ufffd");
});
//# sourceMappingURL=gate-lines.test.js.map