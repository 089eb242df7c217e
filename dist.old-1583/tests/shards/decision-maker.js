import { MillraceError } from '../../core/errors.js';
import { listVersions, readVersion } from '../../shards/catalogue.js';
import { recordDecision } from '../../shards/decision.js';
import { openLocalFolder } from '../../storage/local-folder.js';
/** `decision-maker ROOT DATASET approved|rejected`: decides so of every version; prints those it decided. */
const [root = '', dataset = '', word = ''] = process.argv.slice(2);
const storage = openLocalFolder(root);
const won = [];
for (const version of await listVersions(storage, dataset)) {
    try {
        const stored = await readVersion(storage, dataset, version);
        await recordDecision(storage, stored, word === 'approved' ? 'approved' : 'rejected', `by ${word}`);
        won.push(version);
    }
    catch (error) {
        if (!(error instanceof MillraceError && error.code === 'already-decided'))
            throw error;
    }
}
process.stdout.write(JSON.stringify(won));
//# sourceMappingURL=decision-maker.js.map