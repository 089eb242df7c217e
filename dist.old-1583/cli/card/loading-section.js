import { recordColumns } from './card-columns.js';
import { splitsOf } from './card-files.js';
import { markdownFence } from './markdown.js';
/** How to read a version: documents or images in Python, tokens in Python and with Millrace. */
export function loadingSection(manifest) {
    const { dataset, version } = manifest;
    const splits = splitsOf(manifest);
    const { content: held } = recordColumns(manifest);
    const records = splits.find(({ content }) => content === held);
    const tokens = splits.find(({ content }) => content === 'tokens');
    const parts = [
        ...(records === undefined ? [] : [`${held} = load_dataset('${dataset}', '${held}', split='${records.split}')`]),
        ...(splits.some(({ copies }) => copies > 0)
            ? [
                `originals = ${held}.filter(lambda parent: parent is None, input_columns='parent')  # without augmented copies`,
            ]
            : []),
        ...(tokens?.shards[0] === undefined
            ? []
            : [`tokens = load_dataset('arrow', data_files='${dataset}/${tokens.shards[0].file}')  # one shard`]),
    ];
    if (parts.length === 0)
        return [];
    return [
        '## Loading',
        `In the folder above \`${dataset}/\`, which holds this file and \`data/\`:`,
        markdownFence('python', ['from datasets import load_dataset', '', ...parts].join('\n')),
        ...(tokens === undefined
            ? []
            : [tokenColumns(manifest), markdownFence('sh', `npx millrace stream ${dataset}@${version} --batch 16 --seed 1`)]),
        ...(manifest.kind === 'image'
            ? [
                '`datasets` decodes the column `image`. Millrace streams images, decoded and augmented, in an order that a seed fixes:',
                markdownFence('sh', `npx millrace stream ${dataset}@${version} --batch 16 --seed 1`),
            ]
            : []),
    ];
}
function tokenColumns({ packing }) {
    const length = packing === null ? '' : ` ${packing.length}`;
    return `A row of a token shard (Arrow IPC) has \`tokens\`,${length} ids with padding at the end; \`used\`, how many of them are text; \`starts\` and \`documents\`, where which document begins. Millrace streams them in an order that a seed fixes:`;
}
//# sourceMappingURL=loading-section.js.map