import { openLabelledTextReader } from '../shards/labelled-texts.js';
import { classesOf, distinctLabels } from './label-classes.js';
import { groupsOfShards, shardsOf } from './sample-group.js';
/**
 * Finds the classes and counts the labelled documents of each group: reads the label column of the split's shards and,
 * where `classes` (labels by class) does not say what the classes are, that of the train split.
 *
 * @throws MillraceError `too-many-classes`, `label-twice` (usage), `bad-file`
 */
export async function labelledGroups(storage, { manifest }, split, classes) {
    const labels = readLabels(storage, manifest.dataset);
    const train = labelsOfShards(shardsOf(manifest, 'documents', 'train'), labels);
    const named = classesOf(classes ?? (await distinctLabels(train, 'documents')));
    const { classOfLabel } = named;
    const shards = shardsOf(manifest, 'documents', split);
    const counts = [];
    for (const shard of shards) {
        const ofShard = [];
        for await (const group of labels(shard)) {
            ofShard.push(group.reduce((sum, label) => sum + (label !== null && classOfLabel.has(label) ? 1 : 0), 0));
        }
        counts.push(ofShard);
    }
    const groups = groupsOfShards(shards, (shard, group) => counts[shard]?.[group] ?? 0);
    return { ...named, groups };
}
/** Labels of a shard, by group. */
function readLabels(storage, dataset) {
    return async function* labels({ file }) {
        const reader = await openLabelledTextReader(storage, `${dataset}/${file}`);
        for (let group = 0; group < reader.groups; group++)
            yield await reader.labels(group);
    };
}
async function* labelsOfShards(shards, labels) {
    for (const shard of shards)
        yield* labels(shard);
}
//# sourceMappingURL=document-classes.js.map