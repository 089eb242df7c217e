import { commitVersion } from '../../shards/catalogue.ts';
import { moveLatest } from '../../shards/move-latest.ts';
import { openStorage } from '../../storage/open-storage.ts';
import { writeSampleVersion } from './sample-version.ts';

/** `version-writer STORE NAME N`: commits N versions that no other process commits, and moves `latest` to each. */
const [store = '', name = '', count = '0'] = process.argv.slice(2);
const storage = openStorage(store);
const draft = await writeSampleVersion(storage, 'raced', 40);
const committed: number[] = [];
const moved: number[] = [];
for (let index = 0; index < Number(count); index++) {
  const { manifest, sha256 } = await commitVersion(storage, { ...draft, summary: { [`${name}${index}`]: index } });
  committed.push(manifest.version);
  if (await moveLatest(storage, 'raced', manifest.version, sha256)) moved.push(manifest.version);
}
process.stdout.write(JSON.stringify({ committed, moved, files: draft.shards.map(({ file }) => file) }));
