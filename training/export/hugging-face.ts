import type { Json } from '../../core/canonical-json.ts';
import { readVersion } from '../../shards/catalogue.ts';
import { encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { HostTensor } from '../host-tensor.ts';
import { buildModel } from '../hugging-face/build-model.ts';
import { classHead, type Layout, type PretrainedSize } from '../hugging-face/layout.ts';
import { layouts } from '../hugging-face/registry.ts';
import { models } from '../models/registry.ts';
import { readsImages } from '../run-config.ts';
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
    const written = layout.write({ parameters: withDefaults(name, parameters), size, weights: kept, classes });
    const files = new Map<string, Uint8Array>([
      ['config.json', jsonBytes({ ...written.config, dtype: 'float32', torch_dtype: 'float32' })],
      ['model.safetensors', encodeSafetensors(written.weights, { format: 'pt' })],
      ...(await tokenizerFiles(run)),
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

async function tokenizerFiles({ storage, config }: ExportedRun): Promise<readonly (readonly [string, Uint8Array])[]> {
  if (readsImages(config)) return [];
  const { dataset, version } = config.data;
  const { manifest } = await readVersion(storage, dataset, version);
  const { tokenizer } = manifest.lineage;
  if (tokenizer === null) return [];
  return [
    ['tokenizer.json', await storage.get(`${dataset}/${tokenizer.file}`)],
    [
      'tokenizer_config.json',
      jsonBytes({ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: config.positions }),
    ],
  ];
}

function jsonBytes(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
