import { z } from 'zod';
import { parseByteSize } from '../core/byte-size.ts';
import type { Json } from '../core/canonical-json.ts';
import { isDatasetName } from '../shards/dataset-name.ts';
import { alertsSchema } from './alerts-schema.ts';
import { imageCopiesSchema, textCopiesSchema } from './augment-schema.ts';
import { found } from './check-value.ts';
import { checkGateColumns, gatesSchema } from './gates-schema.ts';
import { checkMarkedAnswers } from './marked-answers.ts';
import type { Recipe, RecipeSource, WholeRecipe } from './recipe.ts';
import { scheduleSchema } from './schedule-schema.ts';
import { type StageChoices, stagesSchema } from './stages-schema.ts';
import { checkEvaluatedRuns, evaluateSchema, type TrainingKinds, trainSchema, withMetrics } from './train-schema.ts';

/** What the schema must know of a source format. */
export interface SourceFormat {
  readonly format: string;
  readonly summary: string;
  readonly options: z.ZodType;
}

/** What recipes of one kind of records can name. */
export interface RecordChoices extends StageChoices {
  readonly formats: readonly SourceFormat[];
}

/**
 * The recipe's schema, over the stages and source formats of each kind of records, and the models and objectives that
 * there are. Parsing fills in every default, turns sizes into bytes, and gives a {@link WholeRecipe}.
 */
export function recipeSchema(
  choices: Readonly<Record<Recipe['kind'], RecordChoices>>,
  kinds: TrainingKinds,
): z.ZodType<WholeRecipe> {
  return z
    .discriminatedUnion('kind', [textRecipe(choices.text, kinds), imageRecipe(choices.image, kinds)])
    .superRefine((recipe, context) => {
      const { kind, train, gates, sources } = recipe;
      checkEvaluatedRuns(recipe, kinds, context);
      if (recipe.kind === 'text') checkMarkedAnswers(recipe, choices.text.stages, kinds, context);
      checkGateColumns({ kind, gates, sources }, context);
      if (recipe.kind === 'text' && train.length > 0 && recipe.tokenizer === null)
        context.addIssue({
          code: 'custom',
          path: ['train'],
          message: 'expected a tokenizer in the recipe, found none',
        });
    })
    .transform(
      ({ version: _, ...recipe }): WholeRecipe => ({
        ...notOfKind,
        ...recipe,
        evaluate: withMetrics(recipe, kinds),
      }),
    );
}

/** What recipes of the other kind say. */
const unpacked = { length: 1024, strategy: 'best-fit', compression: 'none' } as const;
const notOfKind = { augment: null, tokenizer: null, pack: unpacked };

function textRecipe(choices: RecordChoices, kinds: TrainingKinds) {
  return z.strictObject({
    ...beginning('text', 'Documents.'),
    sources: sourcesSchema(choices.formats),
    stages: stagesSchema(choices),
    augment: textCopiesSchema.nullable().default(null),
    tokenizer: tokenizer.nullable().default(null),
    pack: pack.prefault({}),
    output: output.prefault({}),
    gates: gatesSchema,
    limits: limits('4MiB').prefault({}),
    ...operation(kinds, 'text'),
  });
}

function imageRecipe(choices: RecordChoices, kinds: TrainingKinds) {
  return z.strictObject({
    ...beginning('image', 'Images.'),
    sources: sourcesSchema(choices.formats),
    stages: stagesSchema(choices),
    augment: imageCopiesSchema.nullable().default(null),
    output: output.prefault({}),
    gates: gatesSchema,
    limits: limits('16MiB').prefault({}),
    ...operation(kinds, 'image'),
  });
}

function beginning<Kind extends Recipe['kind']>(kind: Kind, description: string) {
  return {
    version: z.literal(1).describe('Version of the recipe format.'),
    dataset: datasetName,
    kind: z.literal(kind).describe(`What the records are. ${description}`),
  };
}

function operation(kinds: TrainingKinds, kind: Recipe['kind']) {
  return {
    train: trainSchema(kinds, kind).default([]),
    evaluate: evaluateSchema.default([]),
    schedule: scheduleSchema.nullable().default(null),
    alerts: alertsSchema,
  };
}

function sourcesSchema(formats: readonly SourceFormat[]) {
  return z.array(sourceSchema(formats)).min(1).describe('Where the records come from, in order.');
}

const datasetName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, {
    error: (issue) =>
      `expected a name of at most 100 characters from a-z, 0-9, ".", "_" and "-" that begins with a letter or a digit, found ${found(issue.input)}`,
  })
  .refine(isDatasetName, {
    error: (issue) => `expected another name, since a store keeps something else under ${found(issue.input)}`,
  })
  .describe('Name of the dataset, and of its folder in the store.');

/** Bytes, as a number or as text such as `64MiB`. */
function byteSize(description: string, defaultSize: string) {
  return z
    .union([z.int().positive(), z.string()], {
      error: (issue) => `expected a size such as ${defaultSize}, found ${found(issue.input)}`,
    })
    .transform((size, context): number => {
      const bytes = typeof size === 'number' ? size : parseByteSize(size);
      if (bytes !== undefined && bytes > 0) return bytes;
      context.addIssue({ code: 'custom', message: `expected a size such as ${defaultSize}, found ${found(size)}` });
      return z.NEVER;
    })
    .prefault(defaultSize)
    .describe(description);
}

function sourceSchema(formats: readonly SourceFormat[]): z.ZodType<RecipeSource> {
  const branches = formats.map(({ format, summary, options }) => {
    if (!(options instanceof z.ZodObject)) throw new Error(`options of the reader "${format}" must be a zod object`);
    return z
      .strictObject({
        format: z.literal(format),
        path: z
          .string()
          .min(1)
          .describe(
            'Glob, relative to the recipe; `**` crosses folders, hidden files are skipped. Or `s3://…`, a URL, or `@` and a list of URLs.',
          ),
        ...options.shape,
      })
      .describe(summary);
  });
  const [first, ...others] = branches;
  if (first === undefined) throw new Error('a recipe needs a source format');
  return z.discriminatedUnion('format', [first, ...others]).transform((source): RecipeSource => {
    const { format, path, ...options } = source;
    return { format, path, options: options as Record<string, Json> };
  });
}

const tokenizer = z
  .strictObject({
    train: z
      .strictObject({
        vocabulary: z
          .int()
          .min(257)
          .max(2 ** 24)
          .default(32_000)
          .describe('Number of tokens.'),
        special: z
          .array(z.string().min(1).max(100))
          .min(1)
          .max(256)
          .exactOptional()
          .describe('Texts that are one token each, such as `[MASK]` or the marks of a chat template.'),
      })
      .superRefine(checkSpecial)
      .optional()
      .describe('Train a byte-level BPE tokenizer on the documents that were kept.'),
    file: z.string().min(1).optional().describe('A Hugging Face `tokenizer.json`, relative to the recipe.'),
    template: z
      .boolean()
      .optional()
      .describe('With `file`: whether each document gets the tokens that the file puts around a text.'),
  })
  .refine(({ train, file }) => (train === undefined) !== (file === undefined), {
    error: (issue) => `expected exactly one of train and file, found ${Object.keys(issue.input ?? {}).length} keys`,
  })
  .refine(({ train, template }) => train === undefined || template === undefined, {
    path: ['template'],
    error: 'expected no template of a tokenizer that is trained, which has none',
  })
  .transform(
    ({ train, file, template }): NonNullable<Recipe['tokenizer']> =>
      train === undefined ? { file: file ?? '', ...(template === true ? { template } : {}) } : { train },
  )
  .describe('Without it documents are written, and no tokens.');

/** The tokens that every trained tokenizer has: the one between documents, and 256 bytes. */
const separator = '<|endoftext|>';
const leastTokens = 257;

function checkSpecial(
  { vocabulary, special = [] }: { readonly vocabulary: number; readonly special?: readonly string[] | undefined },
  context: z.core.$RefinementCtx,
): void {
  const known = new Set([separator]);
  for (const [place, token] of special.entries()) {
    if (known.has(token)) {
      const message = `expected a token of its own, found ${found(token)}, which is one already`;
      context.addIssue({ code: 'custom', path: ['special', place], message });
    }
    known.add(token);
  }
  const least = leastTokens + special.length;
  if (vocabulary >= least) return;
  const message = `expected at least ${least}, of which ${special.length} are special, found ${vocabulary}`;
  context.addIssue({ code: 'custom', path: ['vocabulary'], message });
}

const pack = z
  .strictObject({
    length: z
      .int()
      .min(2)
      .max(2 ** 20)
      .default(1024)
      .describe('Tokens in one training sequence.'),
    strategy: z
      .enum(['best-fit', 'concatenate'])
      .default('best-fit')
      .describe(
        'How documents are laid into sequences: none cut that fits, and some padding; or joined in order and cut at the length.',
      ),
    compression: z
      .enum(['none', 'zstd'])
      .default('none')
      .describe('How the token shards are stored: to be mapped as they are, or in half the bytes and slower to read.'),
  })
  .describe('How tokens become training sequences.');

const share = z.number().min(0).lt(1);

const output = z
  .strictObject({
    shardBytes: byteSize('Most bytes of text, before compression, or of image files in one shard.', '64MiB'),
    holdout: z
      .union([share, z.strictObject({ share, by: z.literal('id').default('id') })])
      .transform((holdout) => (typeof holdout === 'number' ? holdout : holdout.share))
      .prefault(0)
      .describe('Share of records, chosen by their id, that go to the holdout split.'),
  })
  .describe('How the shards are written.');

function limits(partitionBytes: string) {
  return z
    .strictObject({
      quarantine: z
        .number()
        .min(0)
        .max(1)
        .default(0.01)
        .describe('Largest share of quarantined records before the exit code is 4.'),
      recordBytes: byteSize('Bytes of one record after decompression; a longer one is quarantined.', '16MiB'),
      expansionRatio: z
        .number()
        .min(1)
        .default(200)
        .describe('Largest ratio of decompressed to compressed bytes of one file.'),
      partitionBytes: byteSize('Input bytes that one partition aims at.', partitionBytes),
    })
    .describe('Budgets for hostile or broken inputs.');
}
