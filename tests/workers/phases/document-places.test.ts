import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openMemoryStorage } from '../../../storage/memory.ts';
import type { OpenBuild } from '../../../workers/phases/open-build.ts';
import { openSignatureIndex } from '../../../workers/phases/signature-index.ts';
import { type BuildPlan, readJson, workKeys } from '../../../workers/planning/plan.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { buildHere } from '../build-here.ts';

for (const keep of ['first', 'last', 'longest'] as const) {
  test(`a document is found by its row where equal ones were taken out and the ${keep} of similar ones stays`, async (t) => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (let file = 0; file < 9; file++) {
      const texts = Array.from({ length: 7 }, (_, row) =>
        row % 3 === 1 ? 'twin '.repeat(9) : `${'word '.repeat(row + 9)}${file}`,
      );
      writeFileSync(join(folder, 'in', `${file}.jsonl`), texts.map((text) => JSON.stringify({ text })).join('\n'));
    }
    const recipe = join(folder, 'recipe.yaml');
    writeFileSync(
      recipe,
      `version: 1\ndataset: set\nkind: text\nsources: [{ format: jsonl, path: in/*.jsonl }]
stages: [dedup-exact, dedup-minhash: { keep: ${keep} }]\nlimits: { partitionBytes: 1KiB }\n`,
    );
    const storage = openMemoryStorage();
    await buildHere(storage, recipe, []);
    const [name = ''] = await storage.folders('set/work/');
    const work = workKeys.folder('set', name);
    const plan = await readJson<BuildPlan>(storage, workKeys.plan(work));
    const build = { plan, storage, folder: work } as OpenBuild;
    const index = await openSignatureIndex(build, 0, 'dedup-minhash-1', { keep, against: [] });
    assert.equal(index.documents, 9 * 7 - 2 * 9 + 1);
    const found = new Set<number>();
    for (const [partition, { layout, rows }] of index.partitions.entries()) {
      for (let row = 0; row <= layout.documents; row++) {
        const document = index.documentAt(partition, row);
        assert.equal(document >= 0, rows.includes(row));
        if (document < 0) continue;
        found.add(document);
        const place = index.placeOf(document);
        assert.deepEqual([place.partition, rows[place.row]], [partition, row]);
      }
    }
    assert.equal(found.size, index.documents);
  });
}
