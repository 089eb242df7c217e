import type { Storage } from '../../storage/storage.ts';
import type { Batch } from '../../streaming/batch.ts';
import type { ImageBatch } from '../../streaming/image-batch.ts';
import type { Backend } from '../backend/backend.ts';
import { requireCheckpoint } from '../checkpoints/require-checkpoint.ts';
import type { HostTensor } from '../host-tensor.ts';
import { openInferenceEngine } from '../inference/inference-engine.ts';
import type { Objective, StepInputs } from '../objective.ts';
import { runParts } from '../open-run.ts';
import { type RunConfig, readsImages } from '../run-config.ts';
import { runFolder } from '../runs/run-folder.ts';
import { readRunRecord } from '../runs/run-record.ts';
import { softTargets } from './distilled-objective.ts';

/** A trained model that says of each training sample how much of each class it sees in it. */
export interface Teacher {
  /** Its shares of a batch at the student's temperature, float32 [samples of a full batch, classes]; 0 for the unjudged. */
  readonly sharesOf: (batch: Batch | ImageBatch) => HostTensor;
  readonly close: () => void;
}

/**
 * The teacher of a run, with its best weights, for batches of the run's size; undefined where it has none. It sees the very
 * samples that the run sees, augmented as they are. Costs its forward pass for each micro-batch.
 * Throws MillraceError `no-checkpoint`.
 */
export async function openTeacher(
  backend: Backend,
  storage: Storage,
  student: RunConfig,
  classes: readonly string[],
): Promise<Teacher | undefined> {
  const { teacher } = student;
  const { distil } = student.settings;
  if (teacher === undefined || distil === undefined) return undefined;
  const config = asRead(await readRunRecord(storage, runFolder(teacher)), student);
  const missing = `run ${teacher}, which teaches this one, has no checkpoint`;
  const checkpoint = await requireCheckpoint(storage, teacher, 'best', missing);
  const { model, objective } = runParts(config, classes);
  const engine = openInferenceEngine(backend, { model, objective, weights: checkpoint.state.weights });
  return {
    sharesOf: (batch) => {
      const { logits } = engine.evaluate(collated(objective, batch));
      if (logits === undefined) throw new Error(`run ${teacher} gives no logits`);
      const labels = batch.labels.subarray(0, batch.samples);
      const data = softTargets(logits, labels, classes.length, distil.temperature);
      return { dtype: 'float32', shape: [objective.samples, classes.length], data };
    },
    close: engine.close,
  };
}

/** The teacher's configuration for samples as long and batches as large as its student's. */
function asRead(teacher: RunConfig, student: RunConfig): RunConfig {
  const settings = { ...teacher.settings, batch: student.settings.batch };
  if (readsImages(teacher) || readsImages(student)) return { ...teacher, settings };
  return { ...teacher, settings, length: student.length };
}

function collated(objective: Objective, batch: Batch | ImageBatch): StepInputs {
  if (objective.reads === 'tokens' && 'tokens' in batch) return objective.collate(batch);
  if (objective.reads === 'images' && 'pixels' in batch) return objective.collate(batch);
  throw new Error(`a teacher of ${objective.reads} was given other records`);
}
