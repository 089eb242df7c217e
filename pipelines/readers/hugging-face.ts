import { z } from 'zod';
import {
  type FileChoice,
  type FolderFiles,
  type FrameReader,
  isProblem,
  parseFrame,
  type ReaderInput,
  type ReadLimits,
} from '../reader.ts';
import { guessedFiles, isDataFile, listedFiles, type SplitFiles, savedFiles } from './dataset-files.ts';
import { compressionOf } from './decompression.ts';
import { documentColumns } from './document-columns.ts';
import { formatOfName } from './format-of-name.ts';
import { inFrameChunks, type SizedFrame } from './frame-chunks.ts';
import { plainMemberFormat } from './member-formats.ts';
import { parquet } from './parquet.ts';

const options = z.strictObject({
  split: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .default('train')
    .describe('Split to read, or a list of several; a data set without splits is `train`.'),
  config: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Configuration of a data set that lists several in its README.md; without it `default`, or the only one.',
    ),
  ...documentColumns,
});

type Options = z.output<typeof options>;

/**
 * Folders of Hugging Face's `datasets`: what `save_to_disk` wrote, and repositories of the Hub as they were fetched.
 * `path` names the folder. Names of classes stand for the label's numbers.
 */
export const huggingFace: FrameReader<Options> = {
  format: 'hugging-face',
  summary: 'A folder of a Hugging Face data set, saved by `save_to_disk` or fetched from the Hub.',
  options,
  splitsAtLines: (key) => formatOf(key) === 'jsonl' && compressionOf(key) === undefined,
  randomAccess: true,
  frames: (input, limits, options) => inFrameChunks(rowFrames(input, limits, options)),
  splitPoints: async (key, file, limits) =>
    formatOf(key) === 'parquet' ? ((await parquet.splitPoints?.(key, file, limits)) ?? []) : [],
  choose,
};

function formatOf(key: string): string {
  return formatOfName(key) ?? 'jsonl';
}

async function* rowFrames(input: ReaderInput, limits: ReadLimits, options: Options): AsyncGenerator<SizedFrame> {
  const { split: _, config: __, ...columns } = options;
  const format = plainMemberFormat(formatOf(input.key));
  if (format === undefined) throw new TypeError(`no reader of ${input.key}`);
  const { reader } = format;
  const chosen = reader.options.parse(columns);
  for await (const frames of reader.frames(input, limits, chosen)) {
    for (const frame of frames) {
      const bytes = 'bytes' in frame ? frame.bytes.length : 0;
      yield isProblem(frame)
        ? { frame, bytes }
        : { frame: { source: frame.source, parse: () => parseFrame(reader, frame, input, chosen, limits) }, bytes };
    }
  }
}

async function choose(folder: FolderFiles, options: Options): Promise<FileChoice> {
  const wanted = typeof options.split === 'string' ? [options.split] : options.split;
  const found = (await savedFiles(folder)) ?? (await filesOfConfig(folder, options.config));
  if ('expected' in found) return found;
  const filesOf = (split: string): readonly string[] => (found.get(split) ?? []).filter(isDataFile);
  const missing = wanted.find((split) => filesOf(split).length === 0);
  if (missing !== undefined) {
    return { key: 'split', expected: `a split ${missing}`, found: [...found.keys()].join(', ') || 'no data files' };
  }
  // Splits may share files, whose records are none the more.
  return { names: [...new Set(wanted.flatMap(filesOf))] };
}

async function filesOfConfig(
  folder: FolderFiles,
  config: string | undefined,
): Promise<SplitFiles | Extract<FileChoice, { expected: string }>> {
  const readme = folder.names.includes('README.md') ? await folder.read('README.md') : '';
  const configs = await listedFiles(readme, folder.names);
  if (configs === undefined) {
    if (config === undefined) return guessedFiles(folder.names);
    return { key: 'config', expected: `a configuration ${config}`, found: 'a README.md that lists none' };
  }
  const [only] = configs.values();
  const chosen = configs.get(config ?? 'default') ?? (config === undefined && configs.size === 1 ? only : undefined);
  if (chosen !== undefined) return chosen;
  const names = [...configs.keys()].join(', ');
  return {
    key: 'config',
    expected: config === undefined ? 'the name of one' : `a configuration ${config}`,
    found: names,
  };
}
