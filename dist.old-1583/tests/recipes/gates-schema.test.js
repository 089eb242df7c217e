import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { MillraceError } from '../../core/errors.js';
import { distributions } from '../../quality/distributions.js';
import { parseRecipe } from '../../recipes/parse-recipe.js';
import { recipeSchema } from '../../recipes/recipe-schema.js';
import { models } from '../../training/models/registry.js';
import { objectives } from '../../training/objectives/registry.js';
const jsonl = {
    format: 'jsonl',
    summary: 'JSON lines.',
    options: z.strictObject({ metadata: z.array(z.string()).default([]) }),
};
const schema = recipeSchema({ text: { stages: [], formats: [jsonl] }, image: { stages: [], formats: [jsonl] } }, { models, objectives });
const least = 'version: 1\ndataset: docs\nkind: text\nsources:\n  - { format: jsonl, path: "*.jsonl", metadata: [year] }\n';
function parse(text) {
    return parseRecipe(text, 'r.yaml', [], schema);
}
function refused(text) {
    try {
        parse(text);
    }
    catch (error) {
        assert.ok(error instanceof MillraceError && error.kind === 'usage', String(error));
        return `${error.at}: ${error.message}`;
    }
    return assert.fail('expected a refusal');
}
test('gates are limits of metrics, changes, drift, and rules of columns', () => {
    const forms = [
        ['metric: kept.ratio, min: 0.5', { metric: 'kept.ratio', min: 0.5, severity: 'error' }],
        ['metric: length.p50, max: 1, severity: warn', { metric: 'length.p50', max: 1, severity: 'warn' }],
        ['metric: length.p50, between: [100, 5000]', { metric: 'length.p50', min: 100, max: 5000, severity: 'error' }],
        ['metric: records, change: 0.2', { metric: 'records', change: [-0.2, 0.2], severity: 'error' }],
        ['metric: records, change: [-0.1, 0.5]', { metric: 'records', change: [-0.1, 0.5], severity: 'error' }],
        [
            'metric: records, change: 0.2, against: latest, min: 5',
            { metric: 'records', min: 5, change: [-0.2, 0.2], severity: 'error' },
        ],
        [
            'metric: drift.length.psi, max: 0.2, against: latest, severity: warn',
            { metric: 'drift.length.psi', max: 0.2, severity: 'warn' },
        ],
        ['metric: length, psi: 0.2', { metric: 'drift.length.psi', max: 0.2, severity: 'error' }],
        ['metric: labels, psi: 0.2, against: latest', { metric: 'drift.labels.psi', max: 0.2, severity: 'error' }],
        ['metric: language.zh, max: 0.3', { metric: 'language.zh', max: 0.3, severity: 'error' }],
        ['metric: label.spam, min: 0.1', { metric: 'label.spam', min: 0.1, severity: 'error' }],
        [
            'metric: reason.gopher-quality.gopher_short_doc, max: 0.1',
            { metric: 'reason.gopher-quality.gopher_short_doc', max: 0.1, severity: 'error' },
        ],
        ['column: id, unique: true', { column: 'id', test: 'unique', max: 0, severity: 'error' }],
        ['column: label, not_null: true, max: 3', { column: 'label', test: 'not_null', max: 3, severity: 'error' }],
        [
            'column: year, accepted: [2024, late, true], severity: warn',
            { column: 'year', test: 'accepted', accepted: ['2024', 'late', 'true'], max: 0, severity: 'warn' },
        ],
    ];
    const { gates } = parse(`${least}gates:\n${forms.map(([written]) => `  - { ${written} }\n`).join('')}`);
    assert.deepEqual(gates, forms.map(([, parsed]) => parsed));
});
const refusals = [
    ['without limits', 'metric: kept.ratio', '', 'gates[0]: expected min, max, between or change, found none of them'],
    ['of nothing', 'min: 1', '', 'gates[0]: expected metric or column, found neither'],
    ['of a rule without a column', 'unique: true', '', 'gates[0]: expected metric or column, found unique'],
    [
        'of both',
        'metric: records, column: id, unique: true',
        'metric',
        'gates[0].metric: expected metric or column, found both',
    ],
    [
        'on a misspelt metric',
        'metric: kept.ration, min: 1',
        'metric',
        'gates[0].metric: expected a metric that docs/metrics.md lists, found "kept.ration", did you mean "kept.ratio"?',
    ],
    [
        'on a misspelt drift',
        'metric: drift.lenght.psi, max: 1',
        'metric',
        'gates[0].metric: expected a metric that docs/metrics.md lists, found "drift.lenght.psi", did you mean "drift.length.psi"?',
    ],
    [
        'on the order of what has none',
        'metric: drift.labels.ks, max: 1',
        'metric',
        'gates[0].metric: expected a metric that docs/metrics.md lists, found "drift.labels.ks", did you mean "drift.labels.js"?',
    ],
    [
        'on a whole distribution',
        'metric: length, max: 1',
        'metric',
        'gates[0].metric: expected psi beside a distribution, or one of its numbers such as length.max, found "length"',
    ],
    [
        'on the psi of a number',
        'metric: length.p50, psi: 1',
        'metric',
        `gates[0].metric: expected a distribution, one of ${distributions.map(({ name }) => name).join(', ')}, found "length.p50", did you mean "length"?`,
    ],
    ['with two limits of drift', 'metric: length, psi: 1, max: 2', 'max', 'gates[0].max: expected psi alone, found both'],
    [
        'with two ranges',
        'metric: records, between: [1, 2], min: 1',
        'between',
        'gates[0].between: expected between alone, found min too',
    ],
    [
        'with a range of one',
        'metric: records, between: [1]',
        'between',
        'gates[0].between: expected two numbers, found a list of 1',
    ],
    [
        'with a range upside down',
        'metric: records, between: [2, 1]',
        'between',
        'gates[0].between: expected the smaller number first, found 2 before 1',
    ],
    [
        'with limits upside down',
        'metric: records, min: 2, max: 1',
        'max',
        'gates[0].max: expected at least min, which is 2, found 1',
    ],
    [
        'with a negative change',
        'metric: records, change: -0.1',
        'change',
        'gates[0].change: expected at least 0, found -0.1',
    ],
    [
        'with a change of a wrong type',
        'metric: records, change: much',
        'change',
        'gates[0].change: expected a number or two of them, found "much"',
    ],
    [
        'on the change of drift',
        'metric: drift.length.psi, change: 0.1',
        'change',
        'gates[0].change: expected min, max or between, since drift already is a change',
    ],
    [
        'against latest without a change',
        'metric: records, min: 1, against: latest',
        'against',
        'gates[0].against: expected change, psi or a drift metric beside it, found neither',
    ],
    [
        'against something else',
        'metric: records, change: 1, against: first',
        'against',
        'gates[0].against: expected latest, found "first"',
    ],
    [
        'with a rule of columns on a metric',
        'metric: records, unique: true',
        'unique',
        'gates[0].unique: expected column beside it, found metric',
    ],
    [
        'with a limit of metrics on a column',
        'column: id, min: 1',
        'min',
        'gates[0].min: expected metric beside it, found column',
    ],
    ['on a column without a rule', 'column: id', '', 'gates[0]: expected one of unique, not_null, accepted, found none'],
    [
        'on a column with two rules',
        'column: id, unique: true, not_null: true',
        '',
        'gates[0]: expected one of unique, not_null, accepted, found unique and not_null',
    ],
    [
        'with half a row',
        'column: id, unique: true, max: 0.5',
        'max',
        'gates[0].max: expected a whole number of rows from 0, found 0.5',
    ],
    ['with a rule that is off', 'column: id, unique: false', 'unique', 'gates[0].unique: expected true, found false'],
    [
        'that accepts nothing',
        'column: label, accepted: []',
        'accepted',
        'gates[0].accepted: expected at least 1 item, found an empty list',
    ],
    [
        'on a misspelt column',
        'column: lable, not_null: true',
        'column',
        'gates[0].column: expected one of id, text, label, year, found "lable", did you mean "label"?',
    ],
    ['with a misspelt key', 'metric: records, mim: 1', 'mim', 'gates[0]: unknown key "mim", did you mean "min"?'],
];
describe('a gate that is wrong gives one message, at its place', () => {
    for (const [name, written, key, message] of refusals) {
        test(name, () => {
            const text = `${least}gates: [{ ${written} }]\n`;
            const line = text.split('\n')[5] ?? '';
            const place = key === '' ? line.indexOf('{') : keyPlace(line, key, message);
            assert.equal(refused(text), `r.yaml:6:${place + 1}: ${message}`);
        });
    }
});
/** Where a key's value begins, or a key that is not known. */
function keyPlace(line, key, message) {
    const start = line.indexOf(`${key}: `);
    return message.includes('unknown key') ? start : start + key.length + 2;
}
//# sourceMappingURL=gates-schema.test.js.map