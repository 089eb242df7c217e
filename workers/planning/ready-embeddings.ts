import { findStage } from '../../pipelines/registry.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import type { Environment } from '../../wheels/environment.ts';

/**
 * Makes what stages need that compare texts by their vectors ready, before any work: TensorFlow, and the sentence model,
 * which is read once. Fetches what the cache lacks, 310 MB at most.
 * Throws what reading a folder throws, kind `usage`, and what fetching throws.
 */
export async function readyEmbeddings(
  { kind, stages }: Pick<Recipe, 'kind' | 'stages'>,
  env: Environment,
): Promise<void> {
  if (kind !== 'text') return;
  for (const { stage, parameters } of stages) {
    const known = findStage(stage);
    if (known?.kind !== 'dedup' || known.compares !== 'embeddings') continue;
    const { readyTensorFlow } = await import('../../training/backend/ready.ts');
    await readyTensorFlow({ device: 'cpu', env });
    const { model } = known.parameters.parse(parameters);
    if (model === undefined) {
      const { readyMiniLm } = await import('../../training/embedding/ready-minilm.ts');
      await readyMiniLm(env);
    } else {
      const { readSentenceModel } = await import('../../training/embedding/sentence-model.ts');
      await readSentenceModel(model);
    }
  }
}
