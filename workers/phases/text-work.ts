import type { Document } from '../../core/document.ts';
import { releaseShingleKernel } from '../../pipelines/dedup/shingle-kernel.ts';
import { prepareStages, runStages } from '../../pipelines/run-stages.ts';
import { releaseRepetitionKernel } from '../../pipelines/text/repetition-kernel.ts';
import type { BuildPlan } from '../planning/plan.ts';
import type { Segment } from '../planning/segments.ts';
import { bindStages } from './bind-stages.ts';
import { openComparison } from './comparison.ts';
import type { SegmentWork } from './record-kind.ts';

/** Memory: the comparison data of the partition. */
export async function openTextWork(
  { recipeFolder }: Pick<BuildPlan, 'recipeFolder'>,
  { local, dedups }: Segment,
): Promise<SegmentWork<Document>> {
  const stages = bindStages(local, recipeFolder);
  await prepareStages(stages);
  const comparisons = dedups.flatMap((step) => openComparison(step) ?? []);
  return {
    run: (ordinal, document) => {
      const outcome = runStages(stages, document);
      if (!('document' in outcome)) return { fate: 'dropped', ...outcome };
      for (const comparison of comparisons) comparison.keep(ordinal, outcome.document);
      const { document: item, evidence } = outcome;
      return evidence === undefined ? { item } : { item, evidence };
    },
    finish: () => {
      // The phases after it need neither, and hold the most.
      releaseShingleKernel();
      releaseRepetitionKernel();
      return comparisons.map((comparison) => comparison.finish());
    },
  };
}
