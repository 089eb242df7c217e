import type { Document } from '../../core/document.ts';
import { isProblem, type Parsed } from '../../pipelines/reader.ts';
import { type BoundStage, runStages } from '../../pipelines/run-stages.ts';
import type { RecipeLimits, RecipeSource } from '../../recipes/recipe.ts';
import type { InputFile } from '../../workers/planning/find-inputs.ts';
import { sampledRecords } from './sampled-records.ts';

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

/**
 * Reads the first records of some files of a source, `most` or fewer together, and runs the stages that need one document
 * at a time. Cost: as many records, and the stages on them.
 */
export async function sampleSource(
  source: RecipeSource,
  files: readonly InputFile[],
  bound: readonly BoundStage[],
  sample: { readonly limits: RecipeLimits; readonly most: number },
): Promise<SourceSample> {
  const ends = new Map<string, { readonly end: End; readonly source: string; records: number }>();
  let [records, read] = [0, 0];
  for await (const { frame, parsed } of sampledRecords(source, files, sample)) {
    records++;
    const end = isProblem(parsed)
      ? ({
          fate: parsed.dropped === true ? 'dropped' : 'quarantined',
          stage: source.format,
          reason: parsed.problem,
          column: parsed.column ?? null,
        } as const)
      : endOf(bound, parsed, frame.source);
    if (!isProblem(parsed)) read++;
    if (end === undefined) continue;
    const key = `${end.stage}.${end.reason}.${end.column ?? ''}`;
    const known = ends.get(key);
    if (known === undefined) ends.set(key, { end, source: frame.source, records: 1 });
    else known.records++;
  }
  const ended = [...ends.values()].sort((a, b) => b.records - a.records);
  return {
    ...{ records, read, goOn: records - ended.reduce((sum, each) => sum + each.records, 0) },
    ends: ended.map(({ end, source, records: count }) => ({ ...end, records: count, source })),
  };
}

function endOf(bound: readonly BoundStage[], { id, utf8: _, ...parsed }: Parsed, source: string): End | undefined {
  const document: Document = { ...parsed, id: id ?? source, source };
  const outcome = runStages(bound, document);
  return 'document' in outcome
    ? undefined
    : { fate: 'dropped', stage: outcome.stage, reason: outcome.reason, column: null };
}
