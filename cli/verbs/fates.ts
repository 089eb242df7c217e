import { type Command, InvalidArgumentError, Option } from 'commander';
import { evidenceFromText } from '../../core/evidence.ts';
import { type FateRow, fateNames } from '../../core/fate.ts';
import type { FateFilter } from '../../shards/find-fates.ts';
import { writeOut } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface FatesOptions extends FateFilter {
  readonly limit?: number;
}

/** `fates NAME[@V]`: what became of each record, as JSON lines on stdout, with and without `--json`. */
export function fatesVerb(): Command {
  const command = verb('fates', 'List what became of every record, as JSON lines', [
    'fates docs-en --limit 10',
    'fates docs-en --fate dropped --reason gopher_short_doc',
    "fates docs-en --source 'crawl/2026-11/**' --fate merged",
    'fates docs-en@2 --fate quarantined > quarantined.jsonl',
  ])
    .argument('<name[@version]>', 'version whose fates to list')
    .addOption(new Option('--fate <fate>', 'only records of this fate').choices(fateNames))
    .option('--stage <stage>', 'only records that this stage decided on')
    .option('--reason <reason>', 'only records with this reason')
    .option('--source <pattern>', 'only records of sources like a.jsonl or crawl/**; * stays in a folder')
    .option('--id <id>', 'only records with this id')
    .option('--limit <records>', 'no more than so many', countOf);
  return runs<FatesOptions>(command, async ({ store, json: _, limit = Infinity, ...filter }, __, reference = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { openFateSearch } = await import('../../shards/fate-search.ts');
    const { findFates } = await import('../../shards/find-fates.ts');
    const storage = openStorage(store);
    const { manifest } = await readManifest(storage, reference);
    let left = limit;
    if (left === 0) return exitCode.ok;
    for await (const row of findFates(openFateSearch(storage, manifest), filter)) {
      await writeOut(`${JSON.stringify(shown(row))}\n`);
      if (--left === 0) break;
    }
    return exitCode.ok;
  });
}

function countOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a number of records.');
}

function shown({ textHash: _, evidence, ...fate }: FateRow) {
  return { ...fate, evidence: evidenceFromText(evidence) };
}
