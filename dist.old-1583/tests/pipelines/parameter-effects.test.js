import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { writeClassifierFile } from '../../pipelines/classifier/classifier-file.js';
import { trainClassifier } from '../../pipelines/classifier/train-classifier.js';
import { trainNgrams } from '../../pipelines/perplexity/train-ngrams.js';
import { stages } from '../../pipelines/registry.js';
import { prepareStages, runStages } from '../../pipelines/run-stages.js';
import { packageRoot } from '../../storage/package-root.js';
import { temporaryFolder } from '../storage/temporary-folder.js';
import { documentOf } from './filters/judge.js';
import { parameterCases } from './parameter-cases.js';
const tokenizer = readFileSync(new URL('tests/fixtures/tokenizers/gpt2-700.json', packageRoot), 'utf8');
async function outcomeOf(stage, { document, beside = {} }, more) {
    const bound = [{ stage, parameters: stage.parameters.parse({ ...beside, ...more }) }];
    await prepareStages(bound);
    const record = typeof document === 'string' ? documentOf(document) : documentOf(document.text ?? '', document);
    return runStages(bound, record);
}
// Dedup stages compare documents: their parameters are tested with their comparison.
const alone = stages.filter(({ kind }) => kind !== 'dedup');
test('each parameter of each stage changes some result', async (t) => {
    const folder = temporaryFolder(t);
    let files = 0;
    const write = (bytes, extension = '') => {
        const path = join(folder, `file-${files++}${extension}`);
        writeFileSync(path, bytes);
        return path;
    };
    const cases = await parameterCases({
        file: write,
        model: async (texts) => {
            async function* chunks() {
                yield [...texts];
            }
            return write((await trainNgrams(chunks(), tokenizer, { order: 3, atLeast: [1, 1, 1] })).bytes);
        },
        classifier: (textsByLabel) => {
            const labelled = Object.entries(textsByLabel).flatMap(([label, texts]) => texts.map((text) => ({ id: text, text, label })));
            const rule = { words: 1, characters: null, bits: 10 };
            return write(writeClassifierFile(trainClassifier(labelled, { rule, positive: null, epochs: 20, rate: 1, atLeast: 1, seed: 1 })));
        },
    });
    assert.deepEqual(Object.keys(cases).sort(), alone.map(({ name }) => name).sort(), 'tests/pipelines/parameter-cases.ts has an entry for each stage');
    const idle = [];
    for (const stage of alone) {
        assert.ok(stage.parameters instanceof z.ZodObject);
        const stageCases = cases[stage.name] ?? {};
        assert.deepEqual(Object.keys(stageCases).sort(), Object.keys(stage.parameters.shape).sort(), `tests/pipelines/parameter-cases.ts has an entry for each parameter of ${stage.name}`);
        for (const [name, each] of Object.entries(stageCases)) {
            const without = JSON.stringify(await outcomeOf(stage, each, {}));
            if (JSON.stringify(await outcomeOf(stage, each, { [name]: each.value })) === without)
                idle.push(`${stage.name}.${name}: ${without}`);
        }
    }
    assert.deepEqual(idle, [], 'parameters that changed nothing');
});
//# sourceMappingURL=parameter-effects.test.js.map