import { basename, dirname } from 'node:path';
import type { Document } from '../../core/document.ts';
import { type Frame, isProblem, type Parsed, parseFrame } from '../../pipelines/reader.ts';
import { findReader } from '../../pipelines/readers/readers.ts';
import { type BoundStage, runStages } from '../../pipelines/run-stages.ts';
import type { RecipeLimits, RecipeSource } from '../../recipes/recipe.ts';
import { openSourceFile } from '../../storage/source-file.ts';
import type { InputFile } from '../../workers/planning/find-inputs.ts';

/** Records that ended for one reason; `column` is the one at fault, by the recipe's name of it. */
export interface SampledEnd {
  readonly fate: 'dropped' | 'quarantined';
  readonly stage: string;
  readonly reason: string;
  readonly column: string | null;
  readonly records: number;
  /** Place of the first of them. */
  readonly source: string;
}

/** What became of some records of a source. */
export interface SourceSample {
  readonly records: number;
  /** Of these, those that could be read as documents. */
  readonly read: number;
  readonly goOn: number;
  readonly ends: readonly SampledEnd[];
}

type End = Omit<SampledEnd, 'records' | 'source'>;

/** Files that are looked into, spread over all of a source: later ones may have other columns. */
const mostFiles = 20;

/**
 * Reads the first records of some files of a source, `most` or fewer together, and runs the stages that need one document
 * at a time. Cost: as many records, and the stages on them.
 */
export async function sampleSource(
  { format, options }: RecipeSource,
  files: readonly InputFile[],
  bound: readonly BoundStage[],
  { limits, most }: { readonly limits: RecipeLimits; readonly most: number },
): Promise<SourceSample> {
  const reader = findReader(format);
  if (reader === undefined) throw new TypeError(`no reader of ${format}`);
  const ends = new Map<string, { readonly end: End; readonly source: string; records: number }>();
  let [records, read] = [0, 0];
  const look = async (frame: Frame, place: { readonly key: string; readonly folder: string }): Promise<void> => {
    records++;
    const parsed = await parseFrame(reader, frame, place, options, limits);
    const end = isProblem(parsed)
      ? ({
          fate: parsed.dropped === true ? 'dropped' : 'quarantined',
          stage: format,
          reason: parsed.problem,
          column: parsed.column ?? null,
        } as const)
      : endOf(bound, parsed, frame.source);
    if (!isProblem(parsed)) read++;
    if (end === undefined) return;
    const key = `${end.stage}.${end.reason}.${end.column ?? ''}`;
    const known = ends.get(key);
    if (known === undefined) ends.set(key, { end, source: frame.source, records: 1 });
    else known.records++;
  };
  const chosen = spread(files, Math.min(mostFiles, most));
  for (const [index, { path, key, bytes }] of chosen.entries()) {
    // What short files leave is for those behind them.
    const until = records + Math.ceil((most - records) / (chosen.length - index));
    const opened = openSourceFile(path);
    const place = { key, folder: basename(dirname(path)) };
    const file = { fileBytes: bytes, range: opened.range };
    try {
      reading: for await (const frames of reader.frames(
        { ...place, firstLine: 1, pieces: opened.read(), file },
        limits,
        options,
      ))
        for (const frame of frames) {
          if (records >= until) break reading;
          await look(frame, place);
        }
    } finally {
      await opened.close();
    }
  }
  const ended = [...ends.values()].sort((a, b) => b.records - a.records);
  return {
    ...{ records, read, goOn: records - ended.reduce((sum, each) => sum + each.records, 0) },
    ends: ended.map(({ end, source, records: count }) => ({ ...end, records: count, source })),
  };
}

function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as Item);
}

function endOf(bound: readonly BoundStage[], { id, utf8: _, ...parsed }: Parsed, source: string): End | undefined {
  const document: Document = { ...parsed, id: id ?? source, source };
  const outcome = runStages(bound, document);
  return 'document' in outcome
    ? undefined
    : { fate: 'dropped', stage: outcome.stage, reason: outcome.reason, column: null };
}
