import { openExportFolder } from '../../shards/export/export-folder.ts';
import type { Storage } from '../../storage/storage.ts';
import type { CheckpointChoice } from '../checkpoints/read-checkpoint.ts';
import { requireCheckpoint } from '../checkpoints/require-checkpoint.ts';
import { runFolder } from '../runs/run-folder.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { plainConfig, plainWeights } from '../tuning/tuned-run.ts';
import type { ExportedFolder, ExportedRun, ExportSettings, ModelExport } from './model-export.ts';
import { writeSingleFile } from './single-file.ts';

/** What was written, and from what. */
export interface ModelExportResult {
  readonly run: string;
  /** Step of the checkpoint. */
  readonly step: number;
  readonly format: string;
  readonly out: string;
  readonly files: number;
  readonly bytes: number;
  readonly parameters: number;
  readonly notes: readonly string[];
}

/**
 * Writes the weights of a run in a format to `out`, a file or a folder that is not there yet: of the checkpoint of the
 * lowest validation loss, or of the last one. Costs reading the checkpoint, and its export in memory.
 * Throws MillraceError `no-checkpoint`, `not-exportable` (usage), `not-empty` (usage), `disk-full`, `not-writable`.
 */
export async function exportModel(
  storage: Storage,
  run: string,
  {
    format,
    checkpoint,
    out,
  }: { readonly format: ModelExport; readonly checkpoint: CheckpointChoice; readonly out: string },
  settings: ExportSettings,
): Promise<ModelExportResult> {
  const source = await readExportedRun(storage, run, checkpoint, settings.onNote);
  settings.onNote(`writing step ${source.step} as ${format.name}`);
  const written = await write(source, format, out, settings);
  const sizes = [...source.weights.values()].map(({ data }) => data.length);
  return {
    ...{ run, step: source.step, format: format.name, ...written },
    parameters: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** Throws MillraceError `no-checkpoint`. */
export async function readExportedRun(
  storage: Storage,
  run: string,
  which: CheckpointChoice,
  onNote: (note: string) => void,
): Promise<ExportedRun> {
  const config = await readRunRecord(storage, runFolder(run));
  onNote(`reading the ${which} checkpoint of ${run}`);
  const { step, state } = await requireCheckpoint(
    storage,
    run,
    which,
    `run ${run} has no checkpoint to export`,
    (skipped) => onNote(`the checkpoint of step ${skipped.step} is left out: ${skipped.reason.message}`),
  );
  return { storage, config: plainConfig(config), step, weights: plainWeights(config, state.weights) };
}

async function write(source: ExportedRun, format: ModelExport, out: string, settings: ExportSettings) {
  if (format.writes === 'folder') return await writeFolder(out, () => format.encode(source, settings));
  const { bytes, notes } = await format.encode(source, settings);
  return { out: await writeSingleFile(out, bytes), files: 1, bytes: bytes.length, notes };
}

async function writeFolder(out: string, encode: () => Promise<ExportedFolder>) {
  const folder = await openExportFolder(out);
  try {
    const { files, notes } = await encode();
    for (const [name, bytes] of files) await folder.put(name, bytes);
    await folder.finish();
    return { out: folder.location, files: folder.files, bytes: folder.bytes, notes };
  } catch (error) {
    await folder.abort();
    throw error;
  }
}
