import type { Storage } from '../../storage/storage.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { RunConfig } from '../run-config.ts';
import type { ModelFormat } from './model-formats.ts';

/** The weights of a run's checkpoint, with what an export needs to know of the run. */
export interface ExportedRun {
  /** Where the run lies, and the version with its tokenizer. */
  readonly storage: Storage;
  readonly config: RunConfig;
  /** Step of the checkpoint. */
  readonly step: number;
  /** By name: those of the model and of the objective's head. */
  readonly weights: ReadonlyMap<string, HostTensor>;
}

export interface ExportSettings {
  readonly env: NodeJS.ProcessEnv;
  /** Called for each part of the work, for people. */
  readonly onNote: (note: string) => void;
  /** How GGUF stores matrices. */
  readonly precision: 'f32' | 'f16' | 'q8_0';
}

/** What is to be written. `notes` are limits of this very export that a person should know. */
export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/** Files by path below the folder. */
export interface ExportedFolder {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly notes: readonly string[];
}

interface AnyExport {
  readonly name: ModelFormat;
}

/**
 * A format that trained models are written in: one file, one test, one line in the registry. Equal checkpoints give equal
 * bytes. Throws MillraceError `not-exportable` (usage) for a run that the format has no place for.
 */
export type ModelExport =
  | (AnyExport & {
      readonly writes: 'file';
      readonly encode: (run: ExportedRun, settings: ExportSettings) => Promise<ExportedFile>;
    })
  | (AnyExport & {
      readonly writes: 'folder';
      readonly encode: (run: ExportedRun, settings: ExportSettings) => Promise<ExportedFolder>;
    });
