import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatByteSize, parseByteSize } from '../../core/byte-size.ts';
import { MillraceError } from '../../core/errors.ts';
import { countText, filesText } from '../../quality/number-text.ts';
import { type ExportFormat, exportFormats, mostMdsShardBytes } from '../../shards/export/export-formats.ts';
import type { ExportContent } from '../../shards/export/export-sample.ts';
import { exitCode } from '../exit-code.ts';
import { runs, verb } from '../verb.ts';

interface ExportFlags {
  readonly format: ExportFormat;
  readonly content?: ExportContent;
  readonly shardBytes?: number;
  readonly gzip?: boolean;
}

const leastShardBytes = 2 ** 10;

/** `export NAME[@V] --format F OUT`: a copy of a version in a peer's format. */
export function exportVerb(): Command {
  const command = verb(
    'export',
    "Copy a version in a peer's format: JSON lines, Parquet, MDS, WebDataset, Hugging Face",
    [
      'export docs-en --format jsonl --gzip docs-en-jsonl',
      'export docs-en@3 --format mds --content tokens docs-en-mds',
      'export photographs --format webdataset --shard-bytes 1GiB photographs-wds',
      'export photographs --format hf photographs-hf   # then, in Python: load_dataset("photographs-hf")',
    ],
  )
    .argument('<name[@version]>', 'version to copy')
    .argument('<out>', 'folder to write, which must be empty or not there yet')
    .addOption(new Option('--format <format>', 'format of the copy').choices(exportFormats).makeOptionMandatory())
    .addOption(
      new Option('--content <content>', 'what to copy; by default images, or of a text version the documents').choices([
        ...['images', 'documents', 'tokens'],
      ]),
    )
    .option(
      '--shard-bytes <size>',
      'size at which another file begins; 256MiB by default, for mds 64MiB; parquet and hf keep the files of the version',
      shardSize,
    )
    .option('--gzip', 'compress the lines of jsonl');
  return runs<ExportFlags>(command, async ({ store, format, content, gzip = false, shardBytes }, output, ...words) => {
    const [reference = '', out = ''] = words;
    checkFlags(format, gzip, shardBytes);
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { readManifest } = await import('../../shards/catalogue.ts');
    const { otherContents, runExport } = await import('../export/run-export.ts');
    const storage = openStorage(store);
    const stored = await readManifest(storage, reference);
    const size = shardBytes ?? (format === 'mds' ? 64 : 256) * 2 ** 20;
    const result = await runExport(storage, stored, { format, content, gzip, shardBytes: size, out });
    const { files, records, bytes } = result;
    output.line(
      `${countText(records)} ${result.content === 'tokens' ? 'sequences' : result.content} of ${result.dataset}@${result.version} are in ${result.out}: ${filesText(files)}, ${formatByteSize(bytes)}`,
    );
    const others = otherContents(stored, result.content);
    if (others.length > 0) output.line(`The version also has ${others.join(' and ')}: --content ${others[0]}`);
    await output.result(result);
    return exitCode.ok;
  });
}

function shardSize(text: string): number {
  const bytes = parseByteSize(text);
  if (bytes !== undefined && bytes >= leastShardBytes) return bytes;
  throw new InvalidArgumentError('Expected a size of at least 1KiB, such as 256MiB.');
}

/** Refuses flags that do not go together. */
function checkFlags(format: ExportFormat, gzip: boolean, shardBytes: number | undefined): void {
  if (gzip && format !== 'jsonl')
    throw usage(`expected --format jsonl beside --gzip, found ${format}`, 'leave --gzip out');
  if (shardBytes === undefined) return;
  if (format === 'parquet' || format === 'hf') {
    throw usage(`expected no --shard-bytes for ${format}, which keeps the files of the version`, 'leave it out');
  }
  if (format === 'mds' && shardBytes > mostMdsShardBytes) {
    throw usage('expected --shard-bytes below 4GiB for mds, which has 32 bits for a place', 'name a smaller size');
  }
}

function usage(message: string, hint: string): MillraceError {
  return new MillraceError('bad-option', message, { kind: 'usage', hint });
}
