import { openLabelledTextReader } from '../shards/labelled-texts.js';
import { labelledGroups } from './document-classes.js';
import { shardsOf } from './sample-group.js';
/** Opens a split's labelled documents for what reads words and not tokens. Throws what {@link labelledGroups} throws. */
export async function openLabelledTexts(storage, version, split, classes) {
    const { classes: names, classOfLabel, groups } = await labelledGroups(storage, version, split, classes);
    const shards = shardsOf(version.manifest, 'documents', split);
    return {
        classes: names,
        groups: async function* texts() {
            for (const { shard, group } of groups) {
                const reader = await openLabelledTextReader(storage, `${version.manifest.dataset}/${shards[shard]?.file}`);
                yield (await reader.group(group)).flatMap(({ text, label }) => {
                    const place = label === null ? undefined : classOfLabel.get(label);
                    return place === undefined ? [] : [{ text, label: place }];
                });
            }
        },
    };
}
//# sourceMappingURL=labelled-texts.js.map