import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { FateRow } from '../../../core/fate.ts';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import { readManifest } from '../../../shards/catalogue.ts';
import { openDocumentReader } from '../../../shards/documents.ts';
import { openFateReader } from '../../../shards/fates.ts';
import type { Manifest } from '../../../shards/manifest.ts';
import { groupsOf } from '../../../shards/row-file.ts';
import { openLocalFolder } from '../../../storage/local-folder.ts';
import type { Storage } from '../../../storage/storage.ts';
import { commitBuild } from '../../../workers/commit-build.ts';
import { openBuild } from '../../../workers/phases/open-build.ts';
import { phasesOf } from '../../../workers/phases/phases.ts';
import { workKeys, writeJson } from '../../../workers/planning/plan.ts';
import { planBuild } from '../../../workers/planning/plan-build.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

/** What a build left: its version, the texts that were kept by id, the fates by id, and what each phase reported. */
export interface BuiltTexts {
  readonly manifest: Manifest;
  readonly texts: Readonly<Record<string, string>>;
  readonly fates: Readonly<Record<string, FateRow>>;
  readonly ended: Readonly<Record<string, number>>;
}

export interface TextRecord {
  readonly id: string;
  readonly text: string;
  readonly url?: string;
}

/** A store in which versions of documents are built in this process, job after job. */
export interface TextStore {
  readonly storage: Storage;
  /** `recipe` is what follows the sources. */
  readonly build: (records: readonly TextRecord[], recipe: string, dataset?: string) => Promise<BuiltTexts>;
}

export function textStore(test: TestContext): TextStore {
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
      const ended: Record<string, number> = {};
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

async function readBuilt(storage: Storage, reference: string): Promise<Omit<BuiltTexts, 'ended'>> {
  const { manifest } = await readManifest(storage, reference);
  const texts: Record<string, string> = {};
  for (const { content, file } of manifest.shards) {
    if (content !== 'documents') continue;
    for await (const rows of groupsOf(await openDocumentReader(storage, `${manifest.dataset}/${file}`)))
      for (const { id, text } of rows) texts[id] = text;
  }
  const fates: Record<string, FateRow> = {};
  for (const { file } of manifest.fates) {
    for await (const rows of groupsOf(await openFateReader(storage, `${manifest.dataset}/${file}`)))
      for (const row of rows) fates[row.id] = row;
  }
  return { manifest, texts, fates };
}
