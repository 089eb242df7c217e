import { resolve } from 'node:path';
import { textAugmentationOf } from '../../pipelines/text-augment/registry.js';
import { digestFile } from './stage-files.js';
/** Operations on texts with other paths of the files that they read, such as absolute ones. */
export function withAugmentPaths(operations, pathOf) {
    return operations.map(({ name, parameters }) => {
        const changed = { ...parameters };
        for (const file of textAugmentationOf(name).files ?? []) {
            const path = changed[file];
            if (typeof path === 'string')
                changed[file] = pathOf(path);
        }
        return { name, parameters: changed };
    });
}
/**
 * A recipe's `augment` as a build's key has it: in place of each file that an operation on texts reads, `{ sha256 }`.
 * Throws MillraceError `no-stage-file`, a usage error that names the key.
 */
export async function augmentWithFileDigests({ kind, augment }, recipeFolder) {
    if (augment === null || kind !== 'text')
        return augment;
    const operations = [];
    for (const [index, { name, parameters }] of augment.operations.entries()) {
        const portable = { ...parameters };
        for (const file of textAugmentationOf(name).files ?? []) {
            const path = portable[file];
            if (typeof path !== 'string')
                continue;
            const at = `augment.operations[${index}].${name}.${file}`;
            portable[file] = { sha256: await digestFile(resolve(recipeFolder, path), path, at) };
        }
        operations.push({ name, parameters: portable });
    }
    return { ...augment, operations };
}
//# sourceMappingURL=augment-files.js.map