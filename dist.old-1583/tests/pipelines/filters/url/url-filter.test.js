import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { MillraceError } from '../../../../core/errors.js';
import { urlFilter } from '../../../../pipelines/filters/url/url-filter.js';
import { temporaryFolder } from '../../../storage/temporary-folder.js';
import { fixtureRows } from '../../fixture-rows.js';
import { documentOf, judge, judgeBy } from '../judge.js';
const kept = { keep: true };
function judgeUrl(url, parameters) {
    return judge(urlFilter, documentOf('text', { metadata: url === undefined ? {} : { url } }), parameters);
}
function dropped(reason, evidence, value = null, limit = null) {
    return { keep: false, reason, value, limit, evidence };
}
/** The lists of `tests/fixtures/rules/url-filter-datatrove.jsonl`, which are datatrove 0.10.1's verdicts with them. */
const datatroveLists = {
    domains: ['bad.com', 'evil.co.uk', 'news.good.org', 'blog.mixed.net', 'mixed.net', '10.0.0.1', 'bad.github.io'],
    urls: ['https://ok.org/exact/page?x=1', 'http://ok.org/'],
    bannedWords: ['casino', 'x-rated', 'Viagra'],
    softBannedWords: ['bonus', 'poker', 'bet', 'win'],
    bannedSubwords: ['freemoney', 'hot-deal'],
    softThreshold: 2,
    ignoreCase: false,
};
test("datatrove's verdicts and reasons on 504 addresses", () => {
    const rows = fixtureRows('rules/url-filter-datatrove.jsonl');
    assert.equal(rows.length, 504);
    const parameters = urlFilter.parameters.parse(datatroveLists);
    for (const [url, reason] of rows) {
        const verdict = judgeBy(urlFilter, parameters, documentOf('', { metadata: { url } }));
        assert.equal(verdict.keep ? null : verdict.reason, reason, url);
    }
});
test('a listed host stands for all below it, and for no other', () => {
    const lists = {
        domains: ['a.example.com', '*.example.org', '.example.net', 'example.co.uk', '10.0.0.1', '例子.中国'],
    };
    const domain = (name) => dropped('domain', { domain: name });
    assert.deepEqual(judgeUrl('http://a.example.com/', lists), dropped('subdomain', { domain: 'a.example.com' }));
    assert.deepEqual(judgeUrl('http://b.a.EXAMPLE.com/', lists), dropped('subdomain', { domain: 'a.example.com' }));
    assert.deepEqual(judgeUrl('http://example.com/', lists), kept);
    assert.deepEqual(judgeUrl('http://ba.example.com/', lists), kept);
    assert.deepEqual(judgeUrl('http://www.example.org:8080/x', lists), domain('example.org'));
    assert.deepEqual(judgeUrl('example.net/x', lists), domain('example.net'));
    assert.deepEqual(judgeUrl('//www.example.co.uk', lists), domain('example.co.uk'));
    assert.deepEqual(judgeUrl('http://0xa000001/', lists), domain('10.0.0.1'));
    assert.deepEqual(judgeUrl('http://www.例子.中国./', lists), domain('xn--fsqu00a.xn--fiqs8s'));
});
test('what can be no host is refused in a recipe, and passed over in a file', (t) => {
    for (const entry of [
        'https://example.com/',
        'example.com/path',
        'example.com:8080',
        'a b.com',
        'me@example.com',
        '[x',
    ])
        assert.throws(() => urlFilter.parameters.parse({ domains: [entry] }), (error) => error instanceof z.ZodError && error.message.includes('expected a host such as example.com'), entry);
    const domains = ['例子.中国', '*.example.com', '.example.com.', '10.0.0.1', '[::1]', 'under_score.example'];
    assert.deepEqual(urlFilter.parameters.parse({ domains }).domains, domains);
    assert.deepEqual(judgeUrl('http://[::1]:80/', { domains }), dropped('domain', { domain: '[::1]' }));
    const domainsFile = join(temporaryFolder(t), 'list');
    writeFileSync(domainsFile, 'ex ämple.com\n*.\n');
    assert.deepEqual(judgeUrl('http://a../', { domainsFile }), kept);
});
test('an allowed host passes every rule', () => {
    const lists = { domains: ['example.com'], bannedWords: ['casino'], allowDomains: ['good.example.com'] };
    assert.deepEqual(judgeUrl('http://www.good.example.com/casino', lists), kept);
    assert.deepEqual(judgeUrl('http://bad.example.com/', lists), dropped('domain', { domain: 'example.com' }));
});
test('soft words count by kind up to their threshold; hard ones and parts of words need one', () => {
    const lists = { bannedWords: ['casino'], softBannedWords: ['win', 'bet', 'bonus'], bannedSubwords: ['freemoney'] };
    assert.deepEqual(judgeUrl('http://a.com/win-win', lists), kept);
    const two = dropped('soft_blacklisted', { words: ['win', 'bet'] }, 2, 2);
    assert.deepEqual(judgeUrl('http://a.com/win_BET', lists), two);
    assert.deepEqual(judgeUrl('http://a.com/win_bet', { ...lists, softThreshold: 3 }), kept);
    assert.deepEqual(judgeUrl('http://a.com/win_BET', { ...lists, ignoreCase: false }), kept);
    assert.deepEqual(judgeUrl('http://a.com/Casino', lists), dropped('hard_blacklisted', { word: 'casino' }));
    assert.deepEqual(judgeUrl('http://a.com/casinos', lists), kept);
    const part = dropped('blacklisted_subword', { subword: 'freemoney' });
    assert.deepEqual(judgeUrl('http://a.com/getFree-Moneyz', lists), part);
});
test('file types, numeric hosts and names beyond ASCII', () => {
    const types = { extensions: ['pdf', '.ZIP'] };
    assert.deepEqual(judgeUrl('http://a.com/b.c/x.PDF?q=1', types), dropped('url-extension', { extension: 'pdf' }));
    assert.deepEqual(judgeUrl('http://a.com/x.zip#y', types), dropped('url-extension', { extension: 'zip' }));
    for (const url of ['http://a.com/pdf', 'http://a.com/b.pdf/c', 'http://a.com/?x.pdf', 'http://a.com/.pdf'])
        assert.deepEqual(judgeUrl(url, types), kept, url);
    const numeric = { ipHosts: 'drop' };
    assert.deepEqual(judgeUrl('http://127.1/x', numeric), dropped('url-ip-host', { host: '127.0.0.1' }));
    assert.deepEqual(judgeUrl('http://[::1]/x', numeric), dropped('url-ip-host', { host: '[::1]' }));
    assert.deepEqual(judgeUrl('http://127.example/', numeric), kept);
    const named = { punycodeHosts: 'drop' };
    assert.deepEqual(judgeUrl('http://пример.example/', named), dropped('url-punycode', { host: 'xn--e1afmkfd.example' }));
    assert.deepEqual(judgeUrl('http://xn.example/', named), kept);
});
test('a document without an address', () => {
    for (const url of [undefined, '', '  ', 'http://', 'http://a b/', '::']) {
        assert.deepEqual(judgeUrl(url, { domains: ['a.com'] }), kept);
        assert.deepEqual(judgeUrl(url, { missing: 'drop' }), dropped('no-url', { field: 'url' }), url);
    }
    const other = documentOf('', { metadata: { url: 'http://a.com', link: 'http://b.com' } });
    assert.deepEqual(judge(urlFilter, other, { field: 'link', domains: ['a.com'] }), kept);
    assert.deepEqual(judge(urlFilter, other, { field: 'toString', missing: 'drop' }), dropped('no-url', { field: 'toString' }));
});
test('lists from files add to those of the recipe; # begins a comment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'url-lists-'));
    try {
        const file = (name, text) => {
            writeFileSync(join(folder, name), text);
            return join(folder, name);
        };
        const lists = {
            domains: ['a.com'],
            domainsFile: file('domains', '# hosts\r\nb.com\r\n\r\n  c.com  '),
            urlsFile: file('urls', 'http://d.com/x\n'),
            bannedWordsFile: file('banned', 'casino\n'),
            softBannedWordsFile: file('soft', 'bet\nwin\n'),
            bannedSubwordsFile: file('parts', 'freemoney'),
            allowDomainsFile: file('allowed', 'ok.b.com\n'),
        };
        const reason = (url) => {
            const verdict = judgeUrl(url, lists);
            return verdict.keep ? null : verdict.reason;
        };
        for (const host of ['a.com', 'b.com', 'www.c.com'])
            assert.equal(reason(`http://${host}/`), 'domain');
        assert.equal(reason('http://hosts/'), null);
        assert.equal(reason('http://d.com/x'), 'url');
        assert.equal(reason('http://d.com/casino'), 'hard_blacklisted');
        assert.equal(reason('http://d.com/bet/win'), 'soft_blacklisted');
        assert.equal(reason('http://d.com/freemoneys'), 'blacklisted_subword');
        assert.equal(reason('http://ok.b.com/casino'), null);
        await assert.rejects(async () => urlFilter.prepare?.(urlFilter.parameters.parse({ domainsFile: join(folder, 'none') })), (error) => error instanceof MillraceError && error.code === 'no-stage-file' && error.kind === 'usage');
    }
    finally {
        rmSync(folder, { recursive: true });
    }
});
test('addresses of any length cost little', () => {
    const parameters = urlFilter.parameters.parse({ ...datatroveLists, extensions: ['pdf'] });
    for (const url of [
        `http://${'a.'.repeat(100_000)}com/`,
        `http://a.com/${'/.-'.repeat(300_000)}`,
        'http:'.repeat(2e5),
    ]) {
        const start = process.cpuUsage();
        judgeBy(urlFilter, parameters, documentOf('', { metadata: { url } }));
        assert.ok(process.cpuUsage(start).user < 1e6, url.slice(0, 20));
    }
});
//# sourceMappingURL=url-filter.test.js.map