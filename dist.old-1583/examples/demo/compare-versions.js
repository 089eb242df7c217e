import { terminalTable } from '../../quality/terminal-table.js';
import { manifestBytes } from '../../shards/manifest.js';
import { filesOf } from '../../shards/manifest-files.js';
import { sha256Hex } from '../../storage/digest.js';
/** Files of two versions beside each other, by the start of their SHA-256. */
export function shardTable(a, b) {
    const columns = [
        { heading: 'file', align: 'left' },
        { heading: 'undisturbed', align: 'left' },
        { heading: 'host killed', align: 'left' },
        { heading: '', align: 'left' },
    ];
    const left = named(a);
    const right = named(b);
    const rows = left.map(({ label, sha256 }, index) => {
        const other = right[index]?.sha256 ?? '';
        return [label, sha256.slice(0, 24), other.slice(0, 24), sha256 === other ? 'equal' : 'DIFFERENT'];
    });
    return terminalTable(columns, rows);
}
/** Whether two versions are the same, down to the manifest apart from its place in the store's history. */
export function compareVersions(a, b) {
    const [digestA, digestB] = [a, b].map((manifest) => sha256Hex(manifestBytes({ ...manifest, version: 1, parent: null })));
    const files = filesOf(a).length;
    return digestA === digestB
        ? { equal: true, text: `All ${files} files and the manifest are identical: the kill left no trace.` }
        : { equal: false, text: 'The builds DIFFER. This is a defect: please report it.' };
}
function named(manifest) {
    const shards = manifest.shards.map(({ content, split, sha256 }) => ({ label: `${content}, ${split}`, sha256 }));
    const fates = manifest.fates.map(({ sha256 }) => ({ label: 'fates', sha256 }));
    const metrics = manifest.metrics.map(({ sha256 }) => ({ label: 'metrics', sha256 }));
    const tokenizer = manifest.lineage.tokenizer === null ? [] : [{ label: 'tokenizer', sha256: manifest.lineage.tokenizer.sha256 }];
    return [
        ...shards,
        ...fates,
        ...metrics,
        ...tokenizer,
        { label: 'list of inputs', sha256: manifest.lineage.inputs.sha256 },
    ];
}
//# sourceMappingURL=compare-versions.js.map