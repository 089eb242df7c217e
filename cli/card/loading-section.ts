import type { Manifest } from '../../shards/manifest.ts';
import { splitsOf } from './card-files.ts';
import { markdownFence } from './markdown.ts';

/** How to read a version: documents in Python, tokens in Python and with Millrace. */
export function loadingSection(manifest: Manifest): string[] {
  const { dataset, version } = manifest;
  const splits = splitsOf(manifest);
  const documents = splits.find(({ content }) => content === 'documents');
  const tokens = splits.find(({ content }) => content === 'tokens');
  const parts = [
    ...(documents === undefined
      ? []
      : [`documents = load_dataset('${dataset}', 'documents', split='${documents.split}')`]),
    ...(tokens?.shards[0] === undefined
      ? []
      : [`tokens = load_dataset('arrow', data_files='${dataset}/${tokens.shards[0].file}')  # one shard`]),
  ];
  if (parts.length === 0) return [];
  return [
    '## Loading',
    `In the folder above \`${dataset}/\`, which holds this file and \`data/\`:`,
    markdownFence('python', ['from datasets import load_dataset', '', ...parts].join('\n')),
    ...(tokens === undefined
      ? []
      : [tokenColumns(manifest), markdownFence('sh', `npx millrace stream ${dataset}@${version} --batch 16 --seed 1`)]),
  ];
}

function tokenColumns({ packing }: Manifest): string {
  const length = packing === null ? '' : ` ${packing.length}`;
  return `A row of a token shard (Arrow IPC) has \`tokens\`,${length} ids with padding at the end; \`used\`, how many of them are text; \`starts\` and \`documents\`, where which document begins. Millrace streams them in an order that a seed fixes:`;
}
