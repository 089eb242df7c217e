import { indentedJson } from '../../core/indented-json.ts';
import type { Storage } from '../../storage/storage.ts';
import { type Comparison, type ComparisonRow, comparisonMarkdown } from '../../training/compression/comparison.ts';
import type { CompressionRequest } from '../../training/compression/compress-run.ts';
import { compressionFolder } from '../../training/compression/stored-variant.ts';
import { writePageSection } from '../../training/runs/page-section.ts';
import { runTrainingJob } from './training-child.ts';

export interface CompressJob {
  readonly storage: Storage;
  readonly request: CompressionRequest;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onNote: (note: string) => void;
}

/**
 * Makes the compressed models of a run in one process, measures the memory of each in a process of its own, and writes
 * `compression/comparison.json` and `.md` to the run's folder and the table to its page.
 */
export async function compress({ storage, request, threads, signal, onNote }: CompressJob): Promise<Comparison> {
  const listener = { onProgress: ({ note }: { readonly note: string }) => onNote(note), onPage: () => undefined };
  const store = storage.location;
  const job = { type: 'compress', threads, request: { ...request, store } } as const;
  const measured = await runTrainingJob(job, signal, listener);
  const rows: ComparisonRow[] = [];
  for (const row of measured.rows) {
    onNote(`measuring the memory of ${row.variant}`);
    const { run, on, device } = request;
    const memory = {
      type: 'measure-memory',
      threads,
      request: { store, run, variant: row.variant, on, device },
    } as const;
    rows.push({ ...row, peakBytes: await runTrainingJob(memory, signal, listener) });
  }
  const comparison: Comparison = { ...measured, rows };
  await write(storage, comparison);
  return comparison;
}

async function write(storage: Storage, comparison: Comparison): Promise<void> {
  const folder = compressionFolder(comparison.run);
  const markdown = comparisonMarkdown(comparison);
  await storage.put(`${folder}/comparison.json`, Buffer.from(indentedJson(comparison)));
  await storage.put(`${folder}/comparison.md`, Buffer.from(markdown));
  await writePageSection(storage, comparison.run, 'compression', markdown);
}
