import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decontaminate } from '../../../pipelines/decontamination/decontaminate.js';
import { prepareStages, runStages } from '../../../pipelines/run-stages.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
/** Writes rows as a test set, and gives its path. */
export function testSet(test, rows, name = 'test.jsonl') {
    const path = join(temporaryFolder(test), name);
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return path;
}
/** What runs texts through the stage with some parameters. */
export async function openJudge(parameters) {
    const bound = [{ stage: decontaminate, parameters: decontaminate.parameters.parse(parameters) }];
    await prepareStages(bound);
    return (text) => runStages(bound, documentOf(text));
}
export function documentOf(text) {
    return { id: 'a', text, format: 'text', source: 'a', label: null, metadata: {} };
}
//# sourceMappingURL=judge.js.map