import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { evidenceFromText, evidenceToText, withEvidence } from '../../core/evidence.js';
import { drop, keep } from '../../core/verdict.js';
import { runStages } from '../../pipelines/run-stages.js';
import { defineFilter, defineTransform } from '../../pipelines/stage.js';
const common = { summary: '', version: 1, parameters: z.strictObject({}) };
const shorten = defineTransform({
    ...common,
    name: 'shorten',
    transform: (document) => ({
        document: { ...document, text: document.text.slice(1) },
        evidence: document.text[0] ?? '',
    }),
});
const refuse = defineFilter({
    ...common,
    name: 'refuse',
    words: () => 'whitespace',
    measure: ({ text }) => text.length,
    decide: (length) => (length > 1 ? keep : drop('short', length, 2, { word: 'x' })),
});
const document = (text) => ({
    id: 'a',
    text,
    format: 'text',
    source: 'a',
    label: null,
    metadata: {},
});
const run = (text, ...stages) => runStages(stages.map((stage) => ({ stage, parameters: {} })), document(text));
test('what stages note goes with the document, a second time under a name of its own', () => {
    assert.deepEqual(run('abcd', shorten, refuse, shorten), {
        document: document('cd'),
        evidence: { shorten: 'a', 'shorten#2': 'b' },
    });
    assert.deepEqual(run('abcd', refuse), { document: document('abcd') });
});
test('a dropped document tells what was noted before, and what it was dropped for', () => {
    assert.deepEqual(run('ab', shorten, refuse), {
        ...{ stage: 'refuse', reason: 'short', value: 1, limit: 2 },
        evidence: { shorten: 'a', refuse: { word: 'x' } },
    });
});
test('evidence as text: none is null, keys stand in code-unit order', () => {
    assert.equal(evidenceToText({}), null);
    const evidence = withEvidence(withEvidence({}, 'pii', [{ start: 1 }]), '__proto__', 1);
    assert.equal(evidenceToText(evidence), '{"__proto__":1,"pii":[{"start":1}]}');
    assert.deepEqual(evidenceFromText(evidenceToText(evidence)), evidence);
});
//# sourceMappingURL=run-stages.test.js.map