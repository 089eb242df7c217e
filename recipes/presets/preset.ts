import type { Json } from '../../core/canonical-json.ts';
import type { StageCondition } from '../../pipelines/stage-condition.ts';

/** A stage as a preset has it: what differs from its defaults. */
export interface PresetStage {
  readonly stage: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly when?: StageCondition;
}

/** Stages with parameters that belong together. A recipe names it among its stages, and stands for these. */
export interface Preset {
  readonly name: string;
  readonly summary: string;
  readonly citation: string;
  readonly stages: readonly PresetStage[];
}
