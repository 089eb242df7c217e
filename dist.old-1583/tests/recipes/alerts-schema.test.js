import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertsSchema } from '../../recipes/alerts-schema.js';
test('whom to tell: by default of what failed', () => {
    assert.deepEqual(alertsSchema.parse(undefined), []);
    assert.deepEqual(alertsSchema.parse([{ webhook: '$TEAM_HOOK' }, { webhook: 'https://h/x', on: ['finished'] }]), [
        { webhook: '$TEAM_HOOK', on: ['gates-failed', 'failed'] },
        { webhook: 'https://h/x', on: ['finished'] },
    ]);
});
test('what is no address, no variable or no kind is refused at its key', () => {
    const wrong = (alert) => alertsSchema.safeParse([alert]).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    const address = '0.webhook: expected an http(s) address, or $NAME for that in an environment variable';
    for (const webhook of ['', '$', '$1X', 'ftp://h/x', 'https://', 'http://a b', 'https://[', '$A$B']) {
        assert.equal(wrong({ webhook })?.[0], address, webhook);
    }
    assert.match(wrong({ webhook: '$A', on: [] })?.[0] ?? '', /^0\.on: /);
    assert.match(wrong({ webhook: '$A', on: ['started'] })?.[0] ?? '', /^0\.on\.0: .*"gates-failed"/);
    assert.match(wrong({ webhook: '$A', channel: 'x' })?.[0] ?? '', /channel/);
});
//# sourceMappingURL=alerts-schema.test.js.map