import type { Json } from '../../core/canonical-json.ts';
import { endOfTextNames, openTokenizer } from '../../pipelines/tokenizers/open-tokenizer.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import { buildModel } from '../hugging-face/build-model.ts';
import { classHead, type Layout, type PretrainedSize } from '../hugging-face/layout.ts';
import { layouts } from '../hugging-face/registry.ts';
import { models } from '../models/registry.ts';
import { type RunConfig, readsImages } from '../run-config.ts';
import { learnedClasses } from './learned-classes.ts';
import type { ExportedRun, ModelExport } from './model-export.ts';
import { notExportable } from './not-exportable.ts';

/**
 * A folder that transformers' `from_pretrained` reads: `config.json`, `model.safetensors`, and of a model of text the
 * version's `tokenizer.json`.
 */
export const huggingFace: ModelExport = {
  name: 'hugging-face',
  writes: 'folder',
  encode: async (run) => {
    const { config, weights } = run;
    const layout = layoutOf(config.settings.model.name);
    const size: PretrainedSize = readsImages(config)
      ? { imageSize: config.imageSize }
      : { vocabulary: config.vocabulary, positions: config.positions };
    const { name, parameters } = config.settings.model;
    const own = new Set(buildModel(name, parameters, size).weights.map(({ name }) => name));
    const [kept, others] = divided(weights, (weight) => own.has(weight) || layout.heads?.test(weight) === true);
    const classes = [...kept.keys()].some((weight) => classHead.test(weight)) ? await learnedClasses(run) : [];
    const tokenizer = await tokenizerOf(run);
    const opened = tokenizer === undefined ? undefined : openTokenizer(new TextDecoder().decode(tokenizer));
    const padding = opened === undefined ? undefined : paddingOf(opened);
    const end = opened?.endOfText;
    const written = layout.write({
      ...{ parameters: withDefaults(name, parameters), size, weights: kept, classes },
      ...(padding === undefined ? {} : { padding: padding.id }),
      ...(end === undefined ? {} : { end }),
    });
    const files = new Map<string, Uint8Array>([
      ['config.json', jsonBytes({ ...written.config, dtype: 'float32', torch_dtype: 'float32' })],
      ['model.safetensors', encodeSafetensors(written.weights, { format: 'pt' })],
      ...(tokenizer === undefined ? [] : tokenizerFiles(tokenizer, run.config, padding?.token)),
    ]);
    return { files, notes: notesOf(config.settings.objective.name, layout, [...others.keys()]) };
  },
};

function layoutOf(model: string): Layout {
  const layout = layouts.find((each) => each.model === model);
  if (layout !== undefined) return layout;
  const known = layouts.map((each) => each.model).join(', ');
  throw notExportable(
    'hugging-face',
    `expected a model of ${known}, found ${model}, which transformers does not have`,
    'Export to another format.',
  );
}

/** Parameters that the run's recipe left out have their defaults. */
function withDefaults(name: string, parameters: object): Readonly<Record<string, Json>> {
  const parsed: unknown = models.find((each) => each.name === name)?.parameters.parse(parameters);
  return parsed as Readonly<Record<string, Json>>;
}

function divided(
  weights: ReadonlyMap<string, HostTensor>,
  first: (name: string) => boolean,
): readonly [ReadonlyMap<string, HostTensor>, ReadonlyMap<string, HostTensor>] {
  const all = [...weights];
  return [new Map(all.filter(([name]) => first(name))), new Map(all.filter(([name]) => !first(name)))];
}

function notesOf(objective: string, { architectures }: Layout, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`the head of ${objective} (${names.join(', ')}) is left out: ${architectures[0]} has no place for it`];
}

/** The `tokenizer.json` of a run's version; undefined for images, and for a version without one. */
async function tokenizerOf({ storage, config }: ExportedRun): Promise<Uint8Array | undefined> {
  if (readsImages(config)) return undefined;
  const { dataset, version } = config.data;
  const { manifest } = await readVersion(storage, dataset, version);
  const { tokenizer } = manifest.lineage;
  return tokenizer === null ? undefined : storage.get(`${dataset}/${tokenizer.file}`);
}

/** Names of tokens that fill texts up, or else stand between them. */
const paddingNames = ['[PAD]', '<pad>', '<|pad|>', ...endOfTextNames];

/** The token that texts can be filled up with, which none of a run's texts ends with; undefined where there is none. */
function paddingOf({ idOf }: Tokenizer): { readonly token: string; readonly id: number } | undefined {
  for (const token of paddingNames) {
    const id = idOf(token);
    if (id !== undefined) return { token, id };
  }
  return undefined;
}

function tokenizerFiles(
  tokenizer: Uint8Array,
  config: RunConfig,
  padding: string | undefined,
): readonly (readonly [string, Uint8Array])[] {
  const positions = readsImages(config) ? {} : { model_max_length: config.positions };
  const named = padding === undefined ? {} : { pad_token: padding };
  const described = { tokenizer_class: 'PreTrainedTokenizerFast', ...positions, ...named };
  return [
    ['tokenizer.json', tokenizer],
    ['tokenizer_config.json', jsonBytes(described)],
  ];
}

function jsonBytes(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
