import { type ExactCounts, exactTables } from '../../quality/exact-counts.ts';
import type { RecordMetrics } from '../../quality/record-metrics.ts';
import { addEncodedCounts } from '../../quality/value-counts.ts';
import { type MeasureReport, measurePhaseName, measuresKey, measuresLayout } from './measures-file.ts';
import { type OpenBuild, requireReport } from './open-build.ts';

/** What a measure job found of a partition's kept documents, by their places among them. */
export interface MeasuredTexts {
  readonly metrics: RecordMetrics;
  /** Adds the counts value by value. */
  readonly addCounts: (counts: ExactCounts) => void;
  readonly characters: (place: number) => number;
  readonly tokens: (place: number) => number;
  /** The token ids of documents [from, to), each valid until the next call. */
  readonly ids: (from: number, to: number) => Promise<(place: number) => Uint32Array>;
}

/** Opens what was found of a partition. Memory: 16 bytes for each document, and the ids that are asked for. */
export async function openMeasuredTexts(build: OpenBuild, partition: number, idBytes: 2 | 4): Promise<MeasuredTexts> {
  const report = await requireReport<MeasureReport>(build, measurePhaseName, partition);
  const { records } = report;
  const key = measuresKey(build.folder, partition);
  const { amountsAt, ordinalsAt, countsAt, factsAt } = measuresLayout(report);
  const read = async (from: number, to: number): Promise<ArrayBuffer> =>
    new Uint8Array(await build.storage.getRange(key, from, to)).buffer;
  const amounts = new Uint32Array(await read(amountsAt, ordinalsAt));
  const counts = new Uint8Array(await read(countsAt, factsAt));
  const starts = new Float64Array(records + 1);
  for (let place = 0; place < records; place++)
    starts[place + 1] = (starts[place] as number) + (amounts[2 * place + 1] as number);
  const startOf = (place: number): number => starts[place] as number;
  return {
    metrics: report.metrics,
    addCounts: (to) => addEncodedCounts(exactTables(to), counts),
    characters: (place) => amounts[2 * place] as number,
    tokens: (place) => amounts[2 * place + 1] as number,
    ids: async (from, to) => {
      const first = startOf(from);
      const bytes = await read(first * idBytes, startOf(to) * idBytes);
      const ids = idBytes === 2 ? Uint32Array.from(new Uint16Array(bytes)) : new Uint32Array(bytes);
      return (place) => ids.subarray(startOf(place) - first, startOf(place + 1) - first);
    },
  };
}
