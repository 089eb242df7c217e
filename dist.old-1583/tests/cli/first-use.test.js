import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fetchLines } from '../../cli/first-use.js';
test('a fetch tells of each step once, and of every further tenth', () => {
    const lines = [];
    const progress = fetchLines((line) => void lines.push(line));
    const download = (bytes) => progress({ phase: 'download', name: 'thing 1.0', bytes, totalBytes: 1000 });
    for (const bytes of [1, 50, 100, 150, 370, 399, 1000])
        download(bytes);
    progress({ phase: 'check', name: 'thing 1.0', bytes: 0, totalBytes: 1000 });
    progress({ phase: 'compile', name: 'addon', bytes: 0, totalBytes: 0 });
    assert.deepEqual(lines, [
        'download thing 1.0: 1 B of 1000 B',
        'download thing 1.0: 100 B of 1000 B',
        'download thing 1.0: 370 B of 1000 B',
        'download thing 1.0: 1000 B of 1000 B',
        'check thing 1.0: 0 B of 1000 B',
        'compile addon',
    ]);
});
//# sourceMappingURL=first-use.test.js.map