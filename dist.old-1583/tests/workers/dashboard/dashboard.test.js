import assert from 'node:assert/strict';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { openDashboard } from '../../../workers/dashboard/open-dashboard.js';
import { hostileId, writeSampleStore } from '../../quality/sample-store.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
import { serveAsUi } from './any-ui.js';
/** A request as it stands: `fetch` sets hosts and origins itself. */
function ask(dashboard, path, options = {}, body = '') {
    return new Promise((resolve, reject) => {
        request(new URL(dashboard.url).origin, { path, agent: false, ...options }, async (answer) => {
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) });
        })
            .once('error', reject)
            .end(body);
    });
}
async function open(test, uiUrl) {
    const storage = openLocalFolder(temporaryFolder(test));
    await writeSampleStore(storage);
    const dashboard = await openDashboard({ uiUrl, namespace: 'default', storage });
    test.after(dashboard.close);
    return dashboard;
}
test('a UI behind the dashboard', async (context) => {
    const compressed = gzipSync('a page of the UI');
    const uiUrl = await serveAsUi(context, (asked, answer) => {
        if (asked.url === '/api/v1/settings')
            return void answer.end('{"Version":"2.54.1"}');
        if (asked.url === '/compressed') {
            answer.setHeader('set-cookie', ['a=1', 'b=2']);
            return void answer.setHeader('content-encoding', 'gzip').end(compressed);
        }
        if (asked.url === '/moved')
            return void answer.writeHead(302, { location: `${uiUrl}/elsewhere` }).end();
        if (asked.url === '/slow') {
            // The rest comes once the reader has seen the beginning.
            return void answer.write('first');
        }
        void text(asked).then((body) => answer.end(JSON.stringify({ body, method: asked.method, headers: asked.headers, path: asked.url?.length })));
    });
    const dashboard = await open(context, uiUrl);
    await context.test('gets requests as its own, whole and of any length', async () => {
        const { host } = new URL(dashboard.url);
        const path = `/render?content=${'x'.repeat(200_000)}`;
        const headers = { origin: `http://${host}`, connection: 'x-private', 'x-private': '1', 'x-csrf-token': 'token' };
        const seen = JSON.parse((await ask(dashboard, path, { method: 'POST', headers }, '{"note":1}')).body);
        assert.equal(seen.body, '{"note":1}');
        assert.equal(seen.method, 'POST');
        assert.equal(seen.path, path.length);
        assert.equal(seen.headers.host, new URL(uiUrl).host);
        assert.equal(seen.headers.origin, uiUrl);
        assert.equal(seen.headers['x-csrf-token'], 'token');
        assert.equal(seen.headers['x-private'], undefined);
    });
    await context.test('has its answers passed on as they are', async () => {
        const { headers } = await ask(dashboard, '/compressed');
        assert.equal(headers['content-encoding'], 'gzip');
        assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2']);
        const page = await fetch(new URL('/compressed', dashboard.url));
        assert.equal(await page.text(), 'a page of the UI');
        assert.equal((await ask(dashboard, '/moved')).headers.location, '/elsewhere');
    });
    await context.test('is read while it still writes', async () => {
        const page = await fetch(new URL('/slow', dashboard.url));
        const reader = page.body?.getReader();
        const first = await reader?.read();
        assert.equal(Buffer.from(first?.value ?? []).toString(), 'first');
        await reader?.cancel();
    });
    await context.test('is reached by pages of its own origin only', async () => {
        const refused = [
            { host: 'rebound.example' },
            { host: '127.0.0.1.rebound.example:8234' },
            { origin: 'http://other.example' },
            { origin: 'null' },
            { origin: 'http://127.0.0.1:1' },
            { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
            { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
            { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
        ];
        for (const headers of refused) {
            for (const path of ['/', '/dash', '/millrace/']) {
                assert.equal((await ask(dashboard, path, { headers })).status, 403, JSON.stringify(headers));
            }
        }
        const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
        assert.equal((await ask(dashboard, '/dash', { headers: link })).status, 200);
        assert.equal((await ask(dashboard, '/', { method: 'POST', headers: link })).status, 403);
        assert.equal((await ask(dashboard, '/dash', { headers: { host: 'localhost:9' } })).status, 200);
    });
    await context.test('opens with views of the store, and with a query', async () => {
        const { body, headers } = await ask(dashboard, '/dash?query=%3C/script%3E%22x%22');
        const settings = JSON.parse(/id="settings">(.*?)<\/script>/.exec(body)?.[1] ?? '');
        assert.equal(settings.list, `/namespaces/default/workflows?query=${encodeURIComponent('</script>"x"')}`);
        assert.ok(settings.preset.views.some(({ query }) => query.includes('`Dataset`="docs"')));
        assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self' 'sha256-/);
        assert.match((await ask(dashboard, '/dash/preset.js')).body, /export function applyPreset/);
        assert.equal((await ask(dashboard, `/dash?query=${'x'.repeat(3000)}`)).status, 414);
        assert.equal(dashboard.presets, true);
    });
    await pagesOfTheStore(context, dashboard);
});
async function pagesOfTheStore(context, dashboard) {
    await context.test('has pages of the store beside it', async () => {
        const start = await ask(dashboard, '/millrace/');
        assert.match(start.body, /<a href="\/millrace\/report\/docs%401">docs@1<\/a>/);
        const report = await ask(dashboard, '/millrace/report/docs@1');
        assert.match(report.body, /<h1>docs/);
        assert.match(String(report.headers['content-security-policy']), /^sandbox allow-scripts/);
        const merged = await ask(dashboard, '/millrace/why/docs%401?id=b1');
        assert.match(merged.body, /Merged by dedup-minhash into a1-keeper: 87.5 % similar/);
        assert.match(merged.body, /href="\/millrace\/why\/docs%401\?id=a1-keeper"/);
        assert.equal((await ask(dashboard, '/millrace/why/docs')).status, 200);
    });
    await context.test('shows hostile names as text', async () => {
        const { status, body } = await ask(dashboard, `/millrace/why/docs@1?id=${encodeURIComponent(hostileId)}`);
        assert.equal(status, 200);
        assert.doesNotMatch(body, /<script|<b>more/);
        assert.match(body, /&lt;script&gt;alert/);
        const missing = await ask(dashboard, `/millrace/why/docs@1?id=${encodeURIComponent('"><script>')}`);
        assert.equal(missing.status, 404);
        assert.doesNotMatch(missing.body, /<script/);
    });
    await context.test('answers what names no page with one that says so, and only reads', async () => {
        const nowhere = [
            '/millrace/report/..%2F..%2Fsecret@1',
            '/millrace/report/%E0%A4%A',
            '/millrace/report/docs@9',
            '/millrace/report/temporal@1',
            '/millrace/report/docs@1/more',
            '/millrace/other/docs@1',
            `/millrace/why/docs@1?id=${'x'.repeat(2000)}`,
        ];
        for (const path of nowhere)
            assert.equal((await ask(dashboard, path)).status, 404, path);
        assert.equal((await ask(dashboard, '/millrace/', { method: 'POST' })).status, 405);
        const head = await ask(dashboard, '/millrace/', { method: 'HEAD' });
        assert.equal(head.status, 200);
        assert.equal(head.body, '');
    });
}
test('a UI of another version keeps its columns and views', async (context) => {
    const uiUrl = await serveAsUi(context, (_, answer) => answer.end('{"Version":"2.49.1"}'));
    const dashboard = await open(context, `${uiUrl}/temporal/`);
    assert.equal(dashboard.presets, false);
    const { body } = await ask(dashboard, '/dash');
    assert.match(body, /"preset":null,"list":"\/temporal\/namespaces\/default\/workflows\?query=/);
});
test('a damaged dataset hides no other', async (context) => {
    const folder = temporaryFolder(context);
    const storage = openLocalFolder(folder);
    await writeSampleStore(storage);
    await storage.put('torn/versions/00000001.json', Buffer.from('{'));
    const dashboard = await openDashboard({ uiUrl: 'http://127.0.0.1:9', namespace: 'default', storage });
    context.after(dashboard.close);
    const { status, body } = await ask(dashboard, '/millrace/');
    assert.equal(status, 200);
    assert.match(body, /docs@1/);
    assert.match(body, /the manifest is no JSON/);
});
test('a UI that does not answer is told of', async (context) => {
    const dashboard = await open(context, 'http://127.0.0.1:9');
    assert.equal((await ask(dashboard, '/namespaces')).status, 502);
    assert.equal((await ask(dashboard, '/millrace/')).status, 200);
});
//# sourceMappingURL=dashboard.test.js.map