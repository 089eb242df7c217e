import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyCuts, cutSpans } from '../../../pipelines/dedup/cut-spans.js';
import { keyCollector, readBucket } from '../../../pipelines/dedup/key-file.js';
import { findRepeatedSpans } from '../../../pipelines/dedup/repeated-spans.js';
import { placesByOrdinal } from '../../../pipelines/dedup/span-file.js';
import { eachSpanKey } from '../../../pipelines/dedup/span-keys.js';
import { dedupLines, dedupSentences } from '../../../pipelines/dedup/span-stages.js';
import { fixtureRows } from '../fixture-rows.js';
const settings = {
    'sentences-3': { stage: dedupSentences, parameters: dedupSentences.parameters.parse({}) },
    'sentences-1': {
        stage: dedupSentences,
        parameters: dedupSentences.parameters.parse({ span: 1, minWords: 0, minSentences: 0 }),
    },
    'lines-1': {
        stage: dedupLines,
        parameters: dedupLines.parameters.parse({ normalize: 'simplify', minWords: 20, minSentences: 2 }),
    },
};
function leftOf(texts, { stage, parameters }) {
    const keys = keyCollector();
    for (const [ordinal, text] of texts.entries())
        eachSpanKey(text, stage.unit, parameters, (key, place) => keys.add(key, ordinal, place));
    const places = placesByOrdinal(findRepeatedSpans([readBucket(keys.finish(), 0, 1)], parameters));
    return texts.map((text, ordinal) => {
        const { cuts, drop } = cutSpans(text, stage.unit, parameters, places.get(ordinal) ?? []);
        return drop === null || cuts.length === 0 ? applyCuts(text, cuts) : null;
    });
}
/** Which white space stays where something was taken out is our own choice. */
const solid = (text) => text?.replace(/\s+/g, '') ?? null;
const rows = fixtureRows('dedup-spans/datatrove-0.10.1.jsonl');
for (const [name, setting] of Object.entries(settings)) {
    test(`${name}: what is left is what datatrove leaves`, () => {
        const left = leftOf(rows.map(({ text }) => text), setting);
        const changed = rows.filter(({ text, left: peer }) => peer[name] !== text).length;
        assert.ok(changed > 20, `${changed} changed`);
        for (const [i, row] of rows.entries())
            assert.deepEqual(solid(left[i] ?? null), solid(row.left[name]), `text ${i}`);
    });
}
//# sourceMappingURL=span-peer.test.js.map