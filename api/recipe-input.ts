/** A source of a recipe, as far as types follow it. Its other keys are those of its format: docs/text-sources.md. */
export interface SourceInput {
  readonly format: string;
  readonly path: string;
  /** The column that labels records. */
  readonly label?: string;
  /** Columns to keep as metadata. */
  readonly metadata?: readonly string[];
  readonly [option: string]: unknown;
}

/** A recipe as a program writes it: the keys of docs/recipes.md, those that types follow by name. */
export interface RecipeInput {
  readonly version: 1;
  readonly dataset: string;
  readonly kind: 'text' | 'image';
  readonly sources: readonly [SourceInput, ...SourceInput[]];
  readonly tokenizer?: object;
  readonly [key: string]: unknown;
}

type SourceOf<Recipe extends RecipeInput> = Recipe['sources'][number];

/** True where a source names a label. */
export type HasLabels<Recipe extends RecipeInput> = [Extract<SourceOf<Recipe>, { readonly label: string }>] extends [
  never,
]
  ? false
  : true;

/** What a version of the recipe can be streamed as. */
export type ContentOf<Recipe extends RecipeInput> = Recipe['kind'] extends 'image'
  ? 'images'
  : Recipe extends { readonly tokenizer: object }
    ? 'tokens' | (HasLabels<Recipe> extends true ? 'documents' : never)
    : never;

type Declared<Source> = Source extends { readonly metadata: readonly (infer Name extends string)[] } ? Name : never;

/**
 * Columns that batches may have beside what is learned from: the records' own, and the sources' metadata. Packed
 * sequences hold many records, and have none.
 */
export type ColumnOf<
  Recipe extends RecipeInput,
  Content extends 'tokens' | 'documents' | 'images',
> = Content extends 'tokens'
  ? never
  : 'id' | 'source' | (HasLabels<Recipe> extends true ? 'label' : never) | Declared<SourceOf<Recipe>>;
