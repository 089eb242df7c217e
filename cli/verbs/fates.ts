import { type Command, Option } from 'commander';
import { evidenceFromText } from '../../core/evidence.ts';
import { type FateName, type FateRow, fateNames } from '../../core/fate.ts';
import type { FateFilter } from '../../shards/fates.ts';
import { writeOut } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface FatesOptions {
  readonly fate?: FateName;
  readonly stage?: string;
  readonly reason?: string;
}

/** `fates NAME[@V]`: what became of each record, as JSON lines on stdout, with and without `--json`. */
export function fatesVerb(): Command {
  const command = verb('fates', 'List what became of every record, as JSON lines', [
    'fates docs-en | head',
    'fates docs-en --fate dropped --reason gopher_short_doc',
    'fates docs-en@2 --fate quarantined > quarantined.jsonl',
  ])
    .argument('<name[@version]>', 'version whose fates to list')
    .addOption(new Option('--fate <fate>', 'only records of this fate').choices(fateNames))
    .option('--stage <stage>', 'only records that this stage decided on')
    .option('--reason <reason>', 'only records with this reason');
  return runs<FatesOptions>(command, async ({ store, fate, stage, reason }, _, reference = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { findFates } = await import('../../shards/fates.ts');
    const storage = openStorage(store);
    const { manifest } = await readManifest(storage, reference);
    const filter: FateFilter = {
      ...(fate === undefined ? {} : { fate }),
      ...(stage === undefined ? {} : { stage }),
      ...(reason === undefined ? {} : { reason }),
    };
    for (const { file } of manifest.fates)
      for await (const row of findFates(storage, `${manifest.dataset}/${file}`, filter))
        await writeOut(`${JSON.stringify(shown(row))}\n`);
    return exitCode.ok;
  });
}

function shown({ textHash: _, evidence, ...fate }: FateRow) {
  return { ...fate, evidence: evidenceFromText(evidence) };
}
