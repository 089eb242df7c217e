import type { StoredDocument } from '../../../shards/documents.ts';
import type { Storage } from '../../../storage/storage.ts';
import type { TokenRunConfig } from '../../../training/run-config.ts';
import type { NamedParameters } from '../../../training/run-settings.ts';
import { commitSynthetic, tokenizer } from '../../streaming/synthetic-version.ts';
import { sampleRun } from '../runs/sample-run.ts';

/** How long small runs train, and how often they are looked at. */
export const steps = { steps: 12, batch: 6, accumulate: 2, warmupSteps: 1, learningRate: 5e-3, device: 'cpu' } as const;
export const looks = { evaluateEvery: 6, evaluateBatches: 2, checkpointEvery: 12 } as const;
export const sizes = { layers: 2, heads: 2, width: 16 };
const length = 72;

/** Commits documents, and gives a run's configuration over them. */
export async function textRun(
  storage: Storage,
  documents: (count: number, first: number) => readonly StoredDocument[],
  model: NamedParameters,
  objective: NamedParameters,
): Promise<(run: string) => TokenRunConfig> {
  const train = [documents(20, 0), documents(11, 20)];
  const shape = { dataset: 'letters', sequences: [1], length, documents: train, holdoutDocuments: documents(9, 50) };
  const { sha256 } = await commitSynthetic(storage, shape);
  const of = { length, positions: length, vocabulary: tokenizer.vocabularySize };
  return (run) => ({
    ...{ ...sampleRun, run, ...of },
    data: { dataset: 'letters', version: 1, manifestSha256: sha256 },
    settings: { ...sampleRun.settings, ...steps, ...looks, model, objective },
  });
}

export function named(name: string, parameters: NamedParameters['parameters'] = {}): NamedParameters {
  return { name, parameters };
}
