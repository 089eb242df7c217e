import { commitVersion } from '../../shards/catalogue.js';
import { moveLatest } from '../../shards/move-latest.js';
import { openLocalFolder } from '../../storage/local-folder.js';
import { writeSampleVersion } from './sample-version.js';
/** `version-writer ROOT NAME N`: commits N versions that no other process commits, and moves `latest` to every tenth. */
const [root = '', name = '', count = '0'] = process.argv.slice(2);
const storage = openLocalFolder(root);
const draft = await writeSampleVersion(storage, 'raced', 40);
const committed = [];
for (let index = 0; index < Number(count); index++) {
    const { manifest, sha256 } = await commitVersion(storage, { ...draft, summary: { [`${name}${index}`]: index } });
    committed.push(manifest.version);
    if (index % 10 === 9)
        await moveLatest(storage, 'raced', manifest.version, sha256);
}
process.stdout.write(JSON.stringify({ committed, files: draft.shards.map(({ file }) => file) }));
//# sourceMappingURL=version-writer.js.map