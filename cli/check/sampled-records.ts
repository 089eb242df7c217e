import { basename, dirname } from 'node:path';
import { type Frame, parseFrame } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import type { RecipeLimits, RecipeSource } from '../../recipes/recipe.ts';
import { openSourceFile } from '../../storage/source-file.ts';
import type { InputFile } from '../../workers/planning/find-inputs.ts';

/** A record of a source, and what was read of it. */
export interface SampledRecord {
  readonly frame: Frame;
  readonly parsed: Awaited<ReturnType<typeof parseFrame>>;
}

/** Files that are looked into, spread over all of a source: later ones may have other columns. */
const mostFiles = 20;

/** The first records of some files of a source, `most` or fewer together; what short files leave is for those behind them. */
export async function* sampledRecords(
  { format, options }: Pick<RecipeSource, 'format' | 'options'>,
  files: readonly InputFile[],
  { limits, most }: { readonly limits: RecipeLimits; readonly most: number },
): AsyncGenerator<SampledRecord> {
  const reader = findReader(format);
  if (reader === undefined) throw new TypeError(`no reader of ${format}`);
  let records = 0;
  const chosen = spread(files, Math.min(mostFiles, most));
  for (const [index, { path, key, bytes }] of chosen.entries()) {
    const until = records + Math.ceil((most - records) / (chosen.length - index));
    const opened = openSourceFile(path);
    const place = { key, folder: basename(dirname(path)) };
    const file = { fileBytes: bytes, range: opened.range };
    try {
      const input = { ...place, firstLine: 1, pieces: opened.read(), file };
      reading: for await (const frames of reader.frames(input, limits, options))
        for (const frame of frames) {
          if (records >= until) break reading;
          records++;
          yield { frame, parsed: await parseFrame(reader, frame, place, options, limits) };
        }
    } finally {
      await opened.close();
    }
  }
}

function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}
