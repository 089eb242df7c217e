import type { Command } from 'commander';
import { MillraceError } from '../../core/errors.ts';
import type { RecordQuery } from '../../quality/why.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface WhyOptions {
  readonly id?: string;
  readonly text?: string;
}

/** `why NAME[@V]`: what became of one record, with the evidence. */
export function whyVerb(): Command {
  const command = verb('why', 'Explain what became of one record', [
    'why docs-en --id 4f2a91',
    `why docs-en --text 'The whole text of a record, or a part of a kept one'`,
  ])
    .argument('<name[@version]>', 'version to ask')
    .option('--id <id>', 'id of the record, or the beginning of it')
    .option('--text <text>', 'text of the record, or a part of a kept one');
  return runs<WhyOptions>(command, async ({ store, id, text }, output, reference = '') => {
    const query = await queryOf(id, text);
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { explain } = await import('../../quality/why.ts');
    const { sentence } = await import('../../quality/sentence.ts');
    const storage = openStorage(store);
    const { manifest } = await readManifest(storage, reference);
    const found = await explain(storage, manifest, query);
    output.line(`${found.id}  ${found.source}`);
    output.line(`  ${sentence(found, found)}`);
    for (const source of found.sources.slice(1)) output.line(`  also at ${source}`);
    for (const source of found.sameId) output.line(`  same id at ${source}, dropped`);
    await output.result(found);
    return exitCode.ok;
  });
}

async function queryOf(id: string | undefined, text: string | undefined): Promise<RecordQuery> {
  if (id !== undefined && text === undefined) return { id };
  if (text === undefined || id !== undefined)
    throw new MillraceError('record-unnamed', 'expected either --id or --text', {
      kind: 'usage',
      hint: 'npx millrace fates NAME lists the ids',
    });
  const { textHash } = await import('../../workers/phases/text-hash.ts');
  return { text, textHash: textHash(text) };
}
