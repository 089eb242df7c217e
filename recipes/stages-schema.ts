import { z } from 'zod';
import type { Json } from '../core/canonical-json.ts';
import type { MayRewrite } from '../pipelines/rewriter-after.ts';
import type { StageDescription } from '../pipelines/stage.ts';
import type { StageCondition } from '../pipelines/stage-condition.ts';
import { checkValue, found, problemText } from './check-value.ts';
import type { Preset, PresetStage } from './presets/preset.ts';
import type { RecipeStage } from './recipe.ts';

/** What the schema must know of a stage. */
export interface RecipeStageDefinition
  extends Pick<StageDescription<Readonly<Record<string, Json>>>, 'name' | 'summary' | 'version' | 'parameters'> {
  readonly kind?: string;
  readonly compares?: string;
  readonly rewrites?: NonNullable<MayRewrite['rewrites']>;
}

/** The stages that a recipe can name. Where there are presets, it may also name these, and say when a stage runs. */
export interface StageChoices {
  readonly stages: readonly RecipeStageDefinition[];
  readonly presets?: readonly Preset[];
}

type Context = z.core.$RefinementCtx;

interface StageItem {
  readonly [stage: string]: unknown;
  readonly when?: StageCondition | undefined;
  readonly preset?: string | undefined;
  readonly override?: Readonly<Record<string, false | Readonly<Record<string, Json>>>> | undefined;
}

/** The list of stages. A preset becomes its stages, so what is parsed holds stages alone, with every parameter. */
export function stagesSchema(choices: StageChoices): z.ZodType<readonly RecipeStage[]> {
  return z
    .array(itemSchema(choices))
    .transform((items): readonly RecipeStage[] => items.flat())
    .default([])
    .describe('What is done to each record, in order.');
}

function itemSchema({ stages, presets = [] }: StageChoices): z.ZodType<readonly RecipeStage[]> {
  const names = stages.map(({ name }) => name);
  const withParameters = Object.fromEntries(
    stages.map(({ name, summary, parameters }) => [name, parameters.nullable().optional().describe(summary)]),
  );
  const map = z
    .strictObject({ ...withParameters, ...(presets.length === 0 ? {} : presetKeys(presets)) })
    .refine((item) => stagesOf(item as StageItem).length === 1, {
      error: (issue) =>
        `expected exactly one ${presets.length === 0 ? 'stage' : 'stage or preset'}, found ${stagesOf(issue.input as StageItem).length} keys`,
    })
    .meta({ minProperties: 1, maxProperties: presets.length === 0 ? 1 : 3 });
  return z.union([z.enum(names), map]).transform((item, context): readonly RecipeStage[] => {
    if (typeof item === 'string') return [parsedStage(stages, item, undefined, context)];
    const written = item as StageItem;
    const [name = ''] = stagesOf(written);
    if (name === 'preset') return expanded(written, { stages, presets }, context);
    if (written.override !== undefined) refuse(context, ['override'], 'expected a preset beside it, found a stage');
    const stage = parsedStage(stages, name, written[name] ?? undefined, context);
    if (written.when === undefined) return [stage];
    if (stages.find((each) => each.name === name)?.kind === 'dedup')
      refuse(context, ['when'], `expected none, since "${name}" compares all records`);
    return [{ ...stage, when: written.when }];
  });
}

function stagesOf(item: StageItem): string[] {
  return Object.keys(item).filter((key) => item[key] !== undefined && key !== 'when' && key !== 'override');
}

function presetKeys(presets: readonly Preset[]) {
  return {
    preset: z
      .enum(presets.map(({ name }) => name))
      .optional()
      .describe('Stages that belong together; docs/stages.md shows which.'),
    override: z
      .record(z.string(), z.union([z.literal(false), z.record(z.string(), z.json())]))
      .optional()
      .describe("By stage, parameters in place of the preset's; `false` leaves the stage out."),
    when: condition.optional(),
  };
}

const values = z.array(z.string()).min(1);
const listed = (written: string | readonly string[]) => (typeof written === 'string' ? [written] : written);

const condition: z.ZodType<StageCondition> = z
  .record(
    z.string().min(1),
    z
      .union([z.string(), values, z.strictObject({ not: z.union([z.string(), values]) })])
      .transform((wanted) =>
        typeof wanted === 'object' && 'not' in wanted ? { not: listed(wanted.not) } : listed(wanted),
      ),
  )
  .refine((columns) => Object.keys(columns).length > 0, { error: () => 'expected a metadata column, found none' })
  .describe(
    'Metadata columns with the values for which the stage runs, such as `{ language: zh }`, or `{ not: … }` with those for which it does not; other documents pass it by.',
  );

function parsedStage(
  stages: readonly RecipeStageDefinition[],
  name: string,
  given: unknown,
  context: Context,
): RecipeStage {
  const stage = stages.find((candidate) => candidate.name === name);
  if (stage === undefined) return z.NEVER;
  // Parameters that were given have been parsed already.
  const parameters =
    given === undefined
      ? checkValue(stage.parameters, {})
      : { ok: true as const, value: given as RecipeStage['parameters'] };
  if (parameters.ok) return { stage: name, version: stage.version, parameters: parameters.value };
  refuse(context, [], `"${name}" needs parameters: ${problemText(parameters.problems[0])}`);
  return z.NEVER;
}

function expanded({ preset: name, override = {}, when }: StageItem, choices: StageChoices, context: Context) {
  const preset = choices.presets?.find((each) => each.name === name);
  if (preset === undefined) return z.NEVER;
  for (const other of Object.keys(override)) {
    if (preset.stages.some(({ stage }) => stage === other)) continue;
    const known = [...new Set(preset.stages.map(({ stage }) => stage))].join(', ');
    refuse(context, ['override', other], `expected a stage of the preset (${known}), found ${found(other)}`);
  }
  if (when !== undefined && preset.stages.some((stage) => stage.when !== undefined))
    refuse(context, ['when'], `expected none, since stages of ${preset.name} have their own`);
  return preset.stages.flatMap((stage): RecipeStage[] => {
    const more = override[stage.stage];
    if (more === false) return [];
    const written = presetStage(stage, more ?? {}, choices, context);
    const condition = stage.when ?? when;
    return [condition === undefined ? written : { ...written, when: condition }];
  });
}

function presetStage(
  { stage: name, parameters }: PresetStage,
  more: Readonly<Record<string, Json>>,
  { stages }: StageChoices,
  context: Context,
): RecipeStage {
  const stage = stages.find((candidate) => candidate.name === name);
  if (stage === undefined) throw new Error(`a preset names the stage "${name}", which is none`);
  const checked = checkValue(stage.parameters, { ...parameters, ...more });
  if (checked.ok) return { stage: name, version: stage.version, parameters: checked.value };
  const [problem] = checked.problems;
  refuse(context, ['override', name, ...problem.path], problem.message);
  return z.NEVER;
}

function refuse(context: Context, path: readonly (string | number)[], message: string): void {
  context.addIssue({ code: 'custom', path: [...path], message });
}
