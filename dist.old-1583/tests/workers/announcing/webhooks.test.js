import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refusal, webhookBody } from '../../../workers/announcing/chat-format.js';
import { tellAll } from '../../../workers/announcing/listener.js';
import { postJson } from '../../../workers/announcing/post-json.js';
import { webhookEvent } from '../../../workers/announcing/webhook-event.js';
import { ownWebhook, webhookListeners } from '../../../workers/announcing/webhooks.js';
import { jsonOf, openReceiver } from './receiver.js';
import { announcedOf, announcement, manifest } from './sample-announcement.js';
const silent = (problem) => assert.fail(problem);
const on = ['gates-failed', 'failed'];
describe('who is told', () => {
    test('those of the recipe that asked for the kind, and the worker, once each', async (context) => {
        const { origin, received } = await openReceiver(context);
        const alerts = [
            { webhook: `${origin}/a`, on },
            { webhook: '$HOOK', on },
            { webhook: `${origin}/b`, on: ['finished'] },
        ];
        const env = { HOOK: `${origin}/a`, MILLRACE_WEBHOOK: `${origin}/own` };
        const paths = async (kind) => {
            const before = received.length;
            for (const { tell } of webhookListeners(announcedOf({ kind }), alerts, env, silent))
                await tell();
            return received.slice(before).map(({ path }) => path);
        };
        assert.deepEqual(await paths('gates-failed'), ['/a', '/own']);
        assert.deepEqual(await paths('finished'), ['/b']);
        assert.deepEqual(await paths('approved'), ['/own']);
        assert.deepEqual(await paths('started'), []);
        const [first] = received;
        assert.ok(first);
        assert.equal(first.headers['idempotency-key'], `${announcement.runId}-gates-failed`);
        assert.deepEqual(jsonOf(first)['records'], manifest.records);
        assert.equal(jsonOf(first)['event'], 'gates-failed');
    });
    test('a variable that is missing or wrong is told, and holds up no other', () => {
        const problems = [];
        const alerts = ['$NONE', '$WRONG', 'http://h/x'].map((webhook) => ({ webhook, on }));
        const env = { WRONG: 'secret-without-address' };
        const listeners = webhookListeners(announcedOf({}), alerts, env, (text) => problems.push(text));
        assert.equal(listeners.length, 1);
        assert.match(listeners[0]?.key ?? '', /^webhook-[0-9a-f]{12}$/);
        assert.deepEqual(problems.map((problem) => /\$(NONE|WRONG)/.exec(problem)?.[1]), ['NONE', 'WRONG']);
        assert.ok(!problems.join().includes('secret'));
        assert.throws(() => ownWebhook({ MILLRACE_WEBHOOK: 'x' }), { code: 'webhook-settings' });
    });
    test('one who cannot be reached holds up no other, and is the only one told again', async () => {
        const calls = [];
        const listener = (key, fails) => ({
            key,
            tell: async () => {
                calls.push(key);
                if (fails)
                    throw new Error(`${key} is away`);
            },
        });
        const told = ['c'];
        const listeners = [listener('a', true), listener('b', false), listener('c', false)];
        assert.deepEqual(await tellAll(listeners, told), ['a is away']);
        assert.deepEqual(await tellAll(listeners, told), ['a is away']);
        assert.deepEqual(calls, ['a', 'b', 'a']);
    });
});
describe('what is said', () => {
    const text = (change) => webhookEvent({ ...announcement, ...change }, manifest, null).text;
    test('is a line for people', () => {
        assert.equal(text({}), 'Millrace: docs@3 failed a gate: kept.ratio is 0.5, at least 0.9 wanted, and 1 more. latest stays where it was. To decide: npx millrace approve docs@3, or reject');
        assert.equal(text({ kind: 'finished' }), 'Millrace: docs@3 is built and its gates passed: 500 of 1,000 records kept, 123,456 tokens');
        const failed = { kind: 'failed', version: null, message: 'disk\n full' };
        assert.equal(text(failed), 'Millrace: docs could not be built: disk full');
        assert.equal(text({ kind: 'approved', message: 'looks fine' }), 'Millrace: docs@3 was approved: looks fine');
        assert.equal(text({ kind: 'rejected', message: null }), 'Millrace: docs@3 was rejected');
        assert.ok(text({ kind: 'approved', message: 'x'.repeat(9999) }).length <= 700);
        const linked = webhookEvent({ ...announcement, kind: 'rejected' }, manifest, 'http://ui/x');
        assert.equal(linked.text, 'Millrace: docs@3 was rejected http://ui/x');
    });
    test('in the format of the chat service that the address belongs to', () => {
        const event = webhookEvent({ ...announcement, kind: 'rejected', message: '<!channel> & co' }, manifest, null);
        const body = (address) => webhookBody(new URL(address), event);
        const { text } = event;
        assert.deepEqual(body('https://hooks.slack.com/services/T/B/x'), {
            text: 'Millrace: docs@3 was rejected: &lt;!channel&gt; &amp; co',
        });
        assert.deepEqual(body('https://open.feishu.cn/open-apis/bot/v2/hook/x'), { msg_type: 'text', content: { text } });
        for (const host of ['oapi.dingtalk.com', 'qyapi.weixin.qq.com']) {
            assert.deepEqual(body(`https://${host}/x`), { msgtype: 'text', text: { content: text } });
        }
        assert.deepEqual(body('https://discord.com/api/webhooks/x'), { content: text, allowed_mentions: { parse: [] } });
        assert.equal(body('https://example.com/feishu.cn'), event);
        assert.equal(body('https://notfeishu.cn/x'), event);
    });
    test('and a refusal that comes with 200 is one', () => {
        const dingtalk = new URL('https://oapi.dingtalk.com/robot/send');
        assert.equal(refusal(dingtalk, '{"errcode":310000,"errmsg":"keywords not in content"}'), 310_000);
        assert.equal(refusal(dingtalk, '{"errcode":0}'), null);
        assert.equal(refusal(dingtalk, 'no JSON'), null);
        assert.equal(refusal(new URL('https://open.feishu.cn/x'), '{"code":19021}'), 19_021);
        assert.equal(refusal(new URL('https://example.com'), '{"code":200}'), null);
    });
});
describe('posting', () => {
    const post = (address, path = '/secret-path') => postJson({ url: new URL(`${address}${path}`), body: { a: 1 } });
    const failure = (address, path) => post(address, path).then(() => assert.fail('expected a failure'), (error) => error.message);
    test('a refusal names the address without its path', async (context) => {
        const { origin } = await openReceiver(context, () => ({ status: 403 }));
        assert.equal(await failure(origin), `${origin} answered 403`);
        assert.match(await failure('http://127.0.0.1:1'), /^http:\/\/127\.0\.0\.1:1 cannot be reached( \(\w+\))?$/);
    });
    test('no redirect is followed', async (context) => {
        const other = await openReceiver(context);
        const { origin } = await openReceiver(context, () => ({
            status: 307,
            headers: { location: `${other.origin}/stolen` },
        }));
        assert.equal(await failure(origin), `${origin} answered 307, a redirect to ${other.origin}: name that address`);
        assert.equal(other.received.length, 0);
    });
    test('a password in the address goes as authorization; a long answer is cut', async (context) => {
        const { origin, received } = await openReceiver(context, () => ({ status: 200, body: 'x'.repeat(1e6) }));
        assert.equal((await post(origin.replace('//', '//me:p%40ss@'))).length, 4096);
        assert.equal(received[0]?.headers.authorization, `Basic ${Buffer.from('me:p@ss').toString('base64')}`);
        assert.deepEqual(jsonOf(received[0] ?? assert.fail()), { a: 1 });
    });
});
//# sourceMappingURL=webhooks.test.js.map