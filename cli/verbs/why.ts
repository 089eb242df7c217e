import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { canonicalJson } from '../../core/canonical-json.ts';
import { MillraceError } from '../../core/errors.ts';
import type { RecordQuery } from '../../quality/why.ts';
import { exitCode } from '../exit-code.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface WhyOptions {
  readonly id?: string;
  readonly text?: string;
  readonly file?: string;
  readonly run?: string;
  readonly step?: number;
}

/**
 * `why NAME[@V]`: what became of one record, with the evidence, and which steps of a run saw it. `why --run RUN --step N`:
 * which records a step saw.
 */
export function whyVerb(): Command {
  const command = verb('why', 'Explain what became of one record, or what a training step learned from', [
    'why docs-en --id 4f2a91',
    `why docs-en --text 'The whole text of a record, or a part of a kept one'`,
    'why photographs --file photographs/0412.jpg',
    'why --run spam-mail-pretrain --step 41   # the records of that batch',
    'why spam-mail --id 4f2a91 --run spam-mail-pretrain   # the steps that saw it',
  ])
    .argument('[name[@version]]', 'version to ask; with --step none')
    .option('--id <id>', 'id of the record, or the beginning of it')
    .option('--text <text>', 'text of the record, or a part of a kept one')
    .option('--file <path>', 'the image as a file, with the bytes that it was read with')
    .option('--run <name>', 'a training run, or the beginning of its name')
    .option('--step <n>', 'the step of the run whose samples and records to name', positiveInteger);
  return runs<WhyOptions>(command, async ({ store, run, step, ...asked }, output, reference) => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    if (step !== undefined) {
      const { stepLines, stepReport } = await import('../why/step-report.ts');
      const report = await stepReport(openStorage(store), runOfStep(run, reference, asked), step);
      for (const line of stepLines(report)) output.line(line);
      await output.result(report);
      return exitCode.ok;
    }
    const query = await queryOf(asked);
    if (reference === undefined) throw versionUnnamed();
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { explain } = await import('../../quality/why.ts');
    const { printable, shorten } = await import('../../quality/printable.ts');
    const { sentence } = await import('../../quality/sentence.ts');
    const storage = openStorage(store);
    const { manifest } = await readManifest(storage, reference);
    const found = await explain(storage, manifest, query);
    output.line(`${found.id}  ${found.source}`);
    output.line(`  ${sentence(found, found)}`);
    for (const [stage, noted] of Object.entries(found.evidence))
      output.line(`  ${stage}: ${shorten(printable(canonicalJson(noted)), 300)}`);
    for (const source of found.sources.slice(1)) output.line(`  also at ${source}`);
    for (const source of found.sameId) output.line(`  same id at ${source}, dropped`);
    if (run === undefined) await output.result(found);
    else {
      const { seenLines, seenReport } = await import('../why/step-report.ts');
      const version = `${manifest.dataset}@${manifest.version}`;
      // What was merged is trained on as the record that was kept.
      const seen = await seenReport(storage, run, version, found.chain.at(-1) ?? found.id);
      for (const line of seenLines(seen)) output.line(line);
      await output.result({ ...found, training: seen });
    }
    return exitCode.ok;
  });
}

function runOfStep(
  run: string | undefined,
  reference: string | undefined,
  asked: Omit<WhyOptions, 'run' | 'step'>,
): string {
  const others = Object.values(asked).filter((each) => typeof each === 'string');
  if (run !== undefined && reference === undefined && others.length === 0) return run;
  throw new MillraceError('step-unnamed', 'expected --step with --run and nothing else', {
    kind: 'usage',
    hint: 'npx millrace why --run RUN --step N; npx millrace ls NAME lists the runs',
  });
}

function versionUnnamed(): MillraceError {
  return new MillraceError('record-unnamed', 'expected the name of a version, found none', {
    kind: 'usage',
    hint: 'npx millrace why NAME --id ID; or, for a batch, why --run RUN --step N',
  });
}

async function queryOf({ id, text, file }: WhyOptions): Promise<RecordQuery> {
  if ([id, text, file].filter((each) => each !== undefined).length !== 1)
    throw new MillraceError('record-unnamed', 'expected one of --id, --text and --file', {
      kind: 'usage',
      hint: 'npx millrace fates NAME lists the ids',
    });
  if (id !== undefined) return { id };
  const { bytesHash, textHash } = await import('../../workers/phases/text-hash.ts');
  if (text !== undefined) return { text, textHash: textHash(text) };
  const path = file ?? '';
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new MillraceError('file-unreadable', `expected an image file, found none that can be read (${error.code})`, {
      kind: 'usage',
      at: path,
    });
  });
  return { file: path, textHash: bytesHash(bytes) };
}
