import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageCodes, languageOf } from '../../core/language-code.js';
import { isMetricName, metricFamilies, metricNamesNear } from '../../quality/metric-names.js';
import { summaryMetrics } from '../../quality/summary.js';
test('names of the summary and of the families are metrics, others are not', () => {
    for (const { name } of summaryMetrics)
        assert.equal(isMetricName(name), true, name);
    for (const name of [
        'language.zh',
        'language.und',
        'label.spam',
        'label.a.b c',
        'reason.gopher-quality.gopher_short_doc',
        'source.1.kept.ratio',
        'source.12.quarantined.ratio',
    ]) {
        assert.equal(isMetricName(name), true, name);
    }
    for (const name of [
        '',
        'language',
        'language.',
        'language.jp',
        'label.',
        'reason.gopher-quality',
        'reason..x',
        'source.0.kept.ratio',
        'source.1.kept',
        'kept.rati',
        'constructor',
        '__proto__',
    ]) {
        assert.equal(isMetricName(name), false, name);
    }
});
test('a wrong name has near ones', () => {
    assert.equal(metricNamesNear('kept.rati')[0], 'kept.ratio');
    assert.equal(metricNamesNear('language.jp').length, 3);
    assert.ok(metricNamesNear('language.jp').every((name) => name.startsWith('language.')));
    assert.equal(metricNamesNear('reason.stage').includes('reason.<stage>.<reason>'), true);
    assert.equal(metricNamesNear('x'.repeat(1e6)).length, 3);
});
test('no fixed name is one of a family too', () => {
    for (const { prefix, accepts } of metricFamilies) {
        for (const { name } of summaryMetrics) {
            assert.equal(name.startsWith(`${prefix}.`) && accepts(name.slice(prefix.length + 1)), false, name);
        }
    }
});
test('language codes are sorted and unique, and other codes of the same language lead to them', () => {
    assert.deepEqual([...new Set(languageCodes)].sort(), languageCodes);
    assert.equal(languageOf('nb'), 'no');
    assert.equal(languageOf('nn'), 'nn');
    assert.equal(languageOf('sh'), 'sr');
    assert.equal(languageOf('zh'), 'zh');
    assert.equal(languageOf('xx'), undefined);
});
//# sourceMappingURL=metric-names.test.js.map