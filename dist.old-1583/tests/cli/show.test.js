import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLocalFolder } from '../../storage/local-folder.js';
import { writeSampleStore } from '../quality/sample-store.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { millrace } from './command.js';
test('show writes a report, and refuses what it cannot write', async (t) => {
    const store = temporaryFolder(t);
    await writeSampleStore(openLocalFolder(store));
    const show = (...words) => millrace(['show', 'docs', '--store', store, ...words]);
    const report = join(store, 'report.html');
    const statistics = join(store, 'statistics.json');
    const [written, alone, many, none] = await Promise.all([
        show('--report', report, '--samples', '0'),
        show('--samples', '3'),
        show('--report', `${report}.not`, '--samples', '1e9'),
        show('--statistics', statistics),
    ]);
    assert.equal(written.code, 0);
    assert.match(written.out, /\nWrote .*report\.html\n$/);
    const html = readFileSync(report, 'utf8');
    assert.match(html, /<h1>docs /);
    assert.doesNotMatch(html, /The quick brown fox|<blockquote>/);
    assert.equal(alone.code, 2);
    assert.match(alone.err, /--samples belongs to --report/);
    assert.equal(many.code, 2);
    assert.match(many.err, /expected --samples from 0 to 200, found "1e9"/);
    assert.equal(existsSync(`${report}.not`), false);
    assert.equal(none.code, 1);
    assert.match(none.err, /docs@1 has no statistics/);
    assert.equal(existsSync(statistics), false);
});
//# sourceMappingURL=show.test.js.map