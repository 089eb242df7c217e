import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRecipe } from '../../../recipes/load-recipe.js';
import { readManifest } from '../../../shards/catalogue.js';
import { openDocumentReader } from '../../../shards/documents.js';
import { openFateReader } from '../../../shards/fates.js';
import { groupsOf } from '../../../shards/row-file.js';
import { openLocalFolder } from '../../../storage/local-folder.js';
import { commitBuild } from '../../../workers/commit-build.js';
import { openBuild } from '../../../workers/phases/open-build.js';
import { phasesOf } from '../../../workers/phases/phases.js';
import { workKeys, writeJson } from '../../../workers/planning/plan.js';
import { planBuild } from '../../../workers/planning/plan-build.js';
import { temporaryFolder } from '../../storage/temporary-folder.js';
export function textStore(test) {
    const folder = temporaryFolder(test);
    const storage = openLocalFolder(join(folder, 'store'));
    return {
        storage,
        build: async (records, recipe, dataset = 'texts') => {
            const source = '{ format: jsonl, path: records.jsonl, id: id, metadata: [url] }';
            writeFileSync(join(folder, 'records.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
            const path = join(folder, 'recipe.yaml');
            writeFileSync(path, `version: 1\ndataset: ${dataset}\nkind: text\nsources: [ ${source} ]\n${recipe}`);
            const plan = await planBuild(storage, (await loadRecipe(path)).recipe, folder, () => undefined);
            const build = await openBuild(storage.location, dataset, plan.build);
            const ended = {};
            for (const phase of phasesOf(build.plan)) {
                const jobs = await phase.count(build);
                for (let job = 0; job < jobs; job++) {
                    const report = await phase.run(build, job, () => undefined, undefined);
                    for (const [fate, count] of Object.entries(report.ended ?? {}))
                        ended[fate] = (ended[fate] ?? 0) + (count ?? 0);
                    await writeJson(storage, workKeys.report(build.folder, phase.name, job), report);
                }
            }
            const { version } = await commitBuild(build);
            return { ...(await readBuilt(storage, `${dataset}@${version}`)), ended };
        },
    };
}
async function readBuilt(storage, reference) {
    const { manifest } = await readManifest(storage, reference);
    const texts = {};
    for (const { content, file } of manifest.shards) {
        if (content !== 'documents')
            continue;
        for await (const rows of groupsOf(await openDocumentReader(storage, `${manifest.dataset}/${file}`)))
            for (const { id, text } of rows)
                texts[id] = text;
    }
    const fates = {};
    for (const { file } of manifest.fates) {
        for await (const rows of groupsOf(await openFateReader(storage, `${manifest.dataset}/${file}`)))
            for (const row of rows)
                fates[row.id] = row;
    }
    return { manifest, texts, fates };
}
//# sourceMappingURL=text-builds.js.map