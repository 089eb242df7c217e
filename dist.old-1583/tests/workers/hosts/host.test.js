import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { startHost } from '../../../workers/hosts/host.js';
const skip = existsSync('/proc/self/environ') ? false : 'needs /proc/PID/environ';
test('a host decodes in as many threads as it has, or as its environment asks for', { skip }, async () => {
    const saved = process.env['UV_THREADPOOL_SIZE'];
    const sizes = [];
    try {
        for (const asked of [undefined, '2', '9', 'many']) {
            delete process.env['UV_THREADPOOL_SIZE'];
            if (asked !== undefined)
                process.env['UV_THREADPOOL_SIZE'] = asked;
            const host = await startHost(1, 2 ** 31, 60_000);
            const variables = readFileSync(`/proc/${host.pid}/environ`, 'utf8').split('\0');
            sizes.push(variables.find((each) => each.startsWith('UV_THREADPOOL_SIZE='))?.split('=')[1]);
            host.kill();
            await host.exited;
        }
    }
    finally {
        delete process.env['UV_THREADPOOL_SIZE'];
        if (saved !== undefined)
            process.env['UV_THREADPOOL_SIZE'] = saved;
    }
    assert.deepEqual(sizes, ['4', '4', '9', '4']);
});
//# sourceMappingURL=host.test.js.map