import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboardOf } from '../browser/mail-store.js';
import { millraceOutput, startMillrace } from '../journeys/build-command.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { serveAsUi } from '../workers/dashboard/any-ui.js';
const address = { TEMPORAL_ADDRESS: '127.0.0.1:9' };
test('beside a Temporal of a person, the dashboard stands in front of the UI that is named', async (context) => {
    const uiUrl = await serveAsUi(context, (_, answer) => answer.end('{"Version":"2.54.1"}'));
    const words = ['up', '--dashboard', '--json', '--store', temporaryFolder(context)];
    const up = startMillrace(words, { ...process.env, ...address, TEMPORAL_UI_URL: uiUrl });
    context.after(() => up.child.kill('SIGKILL'));
    const page = await fetch(await dashboardOf(up));
    assert.match(await page.text(), /"namespace":"default"/);
    up.child.kill('SIGINT');
    const { code, stderr } = await up.ended;
    assert.equal(code, 0, stderr);
    assert.match(stderr, /Open http:\/\/127\.0\.0\.1:\d+\/dash/);
});
test('an address of the UI that is missing or none is a usage error', async (context) => {
    for (const uiUrl of ['', 'file:///etc/passwd', 'temporal']) {
        const words = ['up', '--dashboard', '--store', temporaryFolder(context)];
        const { code, stderr } = await millraceOutput(words, { ...process.env, ...address, TEMPORAL_UI_URL: uiUrl });
        assert.equal(code, 2);
        assert.match(stderr, /TEMPORAL_UI_URL/);
    }
});
//# sourceMappingURL=up-dashboard.test.js.map