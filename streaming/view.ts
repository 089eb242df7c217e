import { MillraceError } from '../core/errors.ts';
import type { AugmentStep } from '../pipelines/augment/augmentation.ts';
import type { StoredManifest } from '../shards/catalogue.ts';
import { tokenIdBytes } from '../shards/token-id-bytes.ts';
import type { TokenShape } from '../shards/tokens.ts';
import { badStream } from './bad-stream.ts';
import type { DocumentForm } from './document-form.ts';
import type { DocumentCut } from './document-groups.ts';
import type { ClassOfLabel } from './label-classes.ts';
import type { StreamOptions } from './open-stream.ts';
import { groupsOfShards, type SampleGroup, shardsOf } from './sample-group.ts';

/** What a stream reads of a version. */
export interface View {
  /** SHA-256 and keys of the shards. */
  readonly shards: readonly string[];
  readonly keys: readonly string[];
  readonly groups: readonly SampleGroup[];
  readonly shape: TokenShape;
  /** Samples that a window may hold, over all ranks. */
  readonly windowSamples: number;
  readonly classes: readonly string[];
  readonly documents: DocumentsView | undefined;
  readonly augment: TextAugmentView | undefined;
}

/** How documents become samples. */
export interface DocumentsView {
  readonly tokenizerKey: string;
  /** Undefined where all documents are samples. */
  readonly classes: ClassOfLabel | undefined;
  readonly cut: DocumentCut;
  /** How tokens are marked; `seed` draws what differs between epochs. */
  readonly form?: DocumentForm & { readonly seed: number };
}

/** What is done to each text before it is tokenized, or to that of packed tokens; drawn by `seed`. */
export interface TextAugmentView {
  readonly steps: readonly AugmentStep[];
  readonly seed: number;
  readonly tokenizerKey: string;
}

const maxWindowSamples = 16_384;
const maxWindowBytes = 32 * 2 ** 20;

/** What is asked of one version of a stream. */
export type ViewOptions = Omit<StreamOptions, 'version' | 'batch' | 'threads'> & { readonly version: StoredManifest };

/**
 * The samples of a version that the options ask for.
 * @throws MillraceError `no-samples`, `bad-stream`, `too-many-classes`, `label-twice` (usage), `bad-file`
 */
export async function viewOf(options: ViewOptions): Promise<View> {
  const { storage, version, content, split, augment = [] } = options;
  const { dataset, lineage } = version.manifest;
  const shards = shardsOf(version.manifest, content, split);
  if (lineage.tokenizer === null) throw noSamples(options, 'build it again from a recipe with a tokenizer');
  const shape = { length: lengthOf(options), vocabulary: lineage.tokenizer.vocabulary };
  if (augment.length > 0) await refuseExternal(augment);
  const tokenizerKey = `${dataset}/${lineage.tokenizer.file}`;
  const view = {
    shards: shards.map(({ sha256 }) => sha256),
    keys: shards.map(({ file }) => `${dataset}/${file}`),
    shape,
    augment: augment.length === 0 ? undefined : { steps: augment, seed: options.seed, tokenizerKey },
  };
  if (content === 'tokens') {
    const windowSamples = tokenWindowSamples(shape);
    const groups = groupsOfShards(shards);
    if (groups.length === 0) throw noSamples(options, 'choose the other split, or stream its documents');
    return { ...view, groups, windowSamples, classes: [], documents: undefined };
  }
  if (options.form !== undefined) return formedView(options, view, tokenizerKey);
  // Reading Parquet takes a while to load, which a stream of tokens need not wait for.
  const { labelledGroups } = await import('./document-classes.ts');
  const { classes, classOfLabel, groups } = await labelledGroups(storage, version, split, options.classes);
  if (groups.length === 0) throw noSamples(options, 'name a `label` in the sources of its recipe');
  // Fixed, so that the order does not depend on the length to which documents are cut.
  const windowSamples = maxWindowSamples;
  return {
    ...view,
    groups,
    windowSamples,
    classes,
    documents: { tokenizerKey, classes: classOfLabel, cut: options.cut ?? 'end' },
  };
}

function formedView(
  options: ViewOptions,
  view: Pick<View, 'shards' | 'keys' | 'shape' | 'augment'>,
  tokenizerKey: string,
): View {
  const { form, seed, version, content, split } = options;
  if (form === undefined) throw new Error('a view of documents as they are');
  if (view.augment !== undefined) throw badStream(`expected no augment of texts with a form, found ${form.kind}`);
  const groups = groupsOfShards(shardsOf(version.manifest, content, split));
  if (groups.length === 0) throw noSamples(options, 'choose the other split');
  const documents = { tokenizerKey, classes: undefined, cut: 'end', form: { ...form, seed } } as const;
  return { ...view, groups, windowSamples: maxWindowSamples, classes: [], documents };
}

/** Most sequences of packed tokens in a window. */
export function tokenWindowSamples(shape: TokenShape): number {
  const inMemory = Math.floor(maxWindowBytes / (shape.length * tokenIdBytes(shape)));
  return Math.max(1, Math.min(maxWindowSamples, inMemory));
}

async function refuseExternal(steps: readonly AugmentStep[]): Promise<void> {
  const { textAugmentationOf } = await import('../pipelines/text-augment/registry.ts');
  const external = steps.find(({ name }) => textAugmentationOf(name).external === true);
  if (external === undefined) return;
  throw badStream(
    `expected no "${external.name}" in a stream, which would wait for it: write copies with the recipe's augment`,
  );
}

function lengthOf({ content, length, version }: ViewOptions): number {
  const packed = version.manifest.packing?.length;
  if (content === 'tokens' && length !== undefined && length !== packed) {
    throw badStream(`expected length ${packed}, to which the version is packed, found ${length}`);
  }
  const tokens = length ?? packed;
  if (tokens === undefined || !Number.isInteger(tokens) || tokens < 1 || tokens > 2 ** 20) {
    throw badStream(`expected a length from 1 to ${2 ** 20} tokens, found ${tokens}`);
  }
  return tokens;
}

function noSamples({ version, content, split }: ViewOptions, hint: string): MillraceError {
  const what = content === 'tokens' ? 'packed sequences' : 'labelled documents';
  return new MillraceError('no-samples', `the version has no ${what} in its ${split} split`, {
    kind: 'usage',
    at: version.key,
    hint,
  });
}
