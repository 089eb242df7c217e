import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findPii } from '../../../pipelines/pii/find-pii.js';
import { mostListedSpans, pii } from '../../../pipelines/pii/pii.js';
function outcome(text, parameters = {}) {
    const document = { id: 'i', text, format: 'text', source: 's', label: null, metadata: {} };
    return pii.transform(document, pii.parameters.parse(parameters));
}
/** The text that comes out; the reason of a drop. */
function made(text, parameters = {}) {
    const result = outcome(text, parameters);
    if ('keep' in result)
        return result.reason;
    return 'evidence' in result ? result.document.text : result.text;
}
const chineseId = '11010519491231002X';
const card = '4111 1111 1111 1111';
const iban = 'DE89 3704 0044 0532 0130 00';
const token = `ghp${'_'}${'0a1B2c3D4e'.repeat(4).slice(0, 36)}`;
const all = `a@example.com 8.8.8.8 +1 212-555-0123 13812345678 ${chineseId} 京A12345 ${card} ${iban} ${token}`;
describe('pii', () => {
    it('masks addresses and secrets by default, and counts the rest', () => {
        assert.equal(made(all), `<email> <ip> +1 212-555-0123 13812345678 ${chineseId} 京A12345 ${card} ${iban} <secret>`);
    });
    it('each parameter rules its kinds', () => {
        const keepAll = Object.fromEntries(['emails', 'ips', 'phones', 'ids', 'plates', 'cards', 'ibans', 'secrets'].map((key) => [key, 'keep']));
        for (const [key, masked, reason] of [
            ['emails', ['a@example.com', '<email>'], 'pii-email'],
            ['ips', ['8.8.8.8', '<ip>'], 'pii-ip'],
            ['phones', ['+1 212-555-0123 13812345678', '<phone> <phone>'], 'pii-phone'],
            ['ids', [chineseId, '<id>'], 'pii-id'],
            ['plates', ['京A12345', '<plate>'], 'pii-plate'],
            ['cards', [card, '<card>'], 'pii-card'],
            ['ibans', [iban, '<iban>'], 'pii-iban'],
            ['secrets', [token, '<secret>'], 'pii-secret'],
        ]) {
            assert.equal(made(all, { ...keepAll, [key]: 'mask' }), all.replace(masked[0], masked[1]));
            assert.equal(made(all, { ...keepAll, [key]: 'drop' }), reason);
            assert.equal(made(all, { ...keepAll, [key]: 'count' }), all);
            const counted = outcome(all, { ...keepAll, [key]: 'count' });
            assert.ok('evidence' in counted);
        }
        const document = outcome(all, keepAll);
        assert.ok(!('evidence' in document) && !('keep' in document));
    });
    it('notes where it lies in the text that came in, and never what it says', () => {
        const text = '联系 a@example.com, id 11010519491231002X, b@example.com';
        const spans = [
            { kind: 'email', start: 3, end: 16 },
            { kind: 'chineseId', start: 21, end: 39 },
            { kind: 'email', start: 41, end: 54 },
        ];
        const evidence = { counts: { email: 2, chineseId: 1 }, spans };
        const kept = outcome(text);
        assert.ok('document' in kept);
        assert.deepEqual(kept.evidence, evidence);
        assert.deepEqual(outcome(text, { emails: 'mask', phones: 'mask', ids: 'drop' }), {
            keep: false,
            reason: 'pii-id',
            value: 1,
            limit: 0,
            evidence,
        });
        const passed = outcome(text, { emails: 'keep' });
        assert.ok('document' in passed);
        assert.deepEqual(passed.evidence, { counts: { chineseId: 1 }, spans: spans.slice(1, 2) });
    });
    it('lists a thousand spans and counts all', () => {
        const result = outcome('a@example.com '.repeat(mostListedSpans + 1));
        assert.ok('document' in result);
        const { counts, spans } = result.evidence;
        assert.deepEqual(counts, { email: mostListedSpans + 1 });
        assert.equal(spans.length, mostListedSpans);
        assert.equal(result.document.text, '<email> '.repeat(mostListedSpans + 1));
    });
    it('puts the addresses of FineWeb in turn, the same for the same text', () => {
        const text = 'a@b.org, c@d.org, e@f.org; 8.8.8.8 and 9.9.9.9, 13812345678, 192.168.1.1';
        const masked = 'email@example.com, firstname.lastname@example.org, email@example.com; 22.214.171.124 and 126.96.36.199, <phone>, 192.168.1.1';
        for (let time = 0; time < 2; time++)
            assert.equal(made(text, { mask: 'placeholder', phones: 'mask' }), masked);
    });
    it('gives the same document where there is nothing', () => {
        const document = { id: 'i', text: 'nothing', format: 'text', source: 's', label: null, metadata: {} };
        assert.equal(pii.transform(document, pii.parameters.parse({})), document);
    });
    it('leaves nothing of what it masks, in any order', () => {
        const piece = fc.constantFrom(...all.split(/ (?=[a-z8+1京4DG])/), ' ', ', ', '。', 'x', '1', '\n', '😀');
        const maskAll = Object.fromEntries(['emails', 'ips', 'phones', 'ids', 'plates', 'cards', 'ibans', 'secrets'].map((key) => [key, 'mask']));
        fc.assert(fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
            const text = pieces.join('');
            const masked = made(text, maskAll);
            const found = findPii(text);
            assert.equal((masked.match(/<(email|phone|ip|card|iban|id|plate|secret)>/g) ?? []).length, found.length);
            const rest = found.reduceRight((cut, { start, end }) => cut.slice(0, start) + cut.slice(end), text);
            assert.equal(masked.replace(/<(email|phone|ip|card|iban|id|plate|secret)>/g, ''), rest);
        }));
    });
});
//# sourceMappingURL=pii.test.js.map