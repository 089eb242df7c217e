import { readRunVersion } from '../../open-run.ts';
import { readsImages, type TokenRunConfig } from '../../run-config.ts';
import { tokenModel } from '../../run-model.ts';
import type { ExportedFile, ExportedRun, ExportSettings, ModelExport } from '../model-export.ts';
import { notExportable } from '../not-exportable.ts';
import { type GgufWeight, ggufModel } from './architectures.ts';
import { encodeGguf } from './gguf-file.ts';
import { blockLength, encodeTensor, type TensorType } from './tensor-types.ts';
import { tokenizerMetadata } from './tokenizer-metadata.ts';

/** llama.cpp's numbers of what most matrices of a file are kept in. */
const fileTypes = { f32: 0, f16: 1, q8_0: 7 } as const;

/** A language model with its tokenizer in the one file that llama.cpp and its kin run. */
export const gguf: ModelExport = {
  name: 'gguf',
  writes: 'file',
  encode: async (run, settings) => {
    const { config, storage } = run;
    if (readsImages(config)) throw notExportable('gguf', 'expected a model of text', 'export it as onnx');
    const { manifest } = await readRunVersion(storage, config);
    const { tokenizer } = manifest.lineage;
    if (tokenizer === null) throw notExportable('gguf', 'the version has no tokenizer', 'export it as onnx');
    const json = new TextDecoder().decode(await storage.get(`${manifest.dataset}/${tokenizer.file}`));
    return encodeRun(run, config, json, settings.precision);
  },
};

/** Throws MillraceError `not-exportable` (usage). */
export function encodeRun(
  { weights, step }: Pick<ExportedRun, 'weights' | 'step'>,
  config: TokenRunConfig,
  tokenizer: string,
  precision: ExportSettings['precision'],
): ExportedFile {
  requireLanguageModel(config, weights.keys());
  const { architecture, keys, weights: given } = ggufModel(config, weights);
  const tensors = given.map((weight) => {
    const type = typeOf(weight, precision);
    return { name: weight.name, shape: weight.shape, type, bytes: encodeTensor(type, weight.values) };
  });
  const metadata = {
    'general.architecture': { text: architecture },
    'general.name': { text: config.run },
    'general.description': { text: `Step ${step} of a run of Millrace` },
    'general.file_type': { u32: fileTypes[precision] },
    ...(precision === 'q8_0' ? { 'general.quantization_version': { u32: 2 } } : {}),
    ...Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${architecture}.${key}`, value])),
    ...tokenizerMetadata(tokenizer, config.vocabulary),
  };
  const exact = config.settings.model.parameters['activation'] !== 'gelu-tanh';
  const notes =
    architecture === 'gpt2' && exact
      ? ['llama.cpp computes GELU of gpt2 by an approximation: its logits differ a little']
      : [];
  return { bytes: encodeGguf(metadata, tensors), notes };
}

/** Vectors, and what says where a token stands, stay as they are; rows that no blocks fill are kept as halves. */
function typeOf({ name, shape }: GgufWeight, precision: ExportSettings['precision']): TensorType {
  if (shape.length < 2 || name === 'position_embd.weight') return 'f32';
  return precision === 'q8_0' && (shape.at(-1) ?? 0) % blockLength !== 0 ? 'f16' : precision;
}

/** A head beside the model's, or adapters, have no place in the file. */
function requireLanguageModel(config: TokenRunConfig, names: Iterable<string>): void {
  const own = new Set(tokenModel(config).weights.map(({ name }) => name));
  const other = [...names].find((name) => !own.has(name));
  if (other === undefined) return;
  throw notExportable(
    'gguf',
    `expected the weights of a language model alone, found "${other}" of the objective ${config.settings.objective.name}`,
    'export a run that learned to write text, or this one as onnx',
  );
}
