import type { HostTensor } from '../../host-tensor.ts';
import { gpt } from '../../models/gpt.ts';
import { llama, llamaSides } from '../../models/llama.ts';
import type { TokenRunConfig } from '../../run-config.ts';
import { notExportable } from '../not-exportable.ts';
import type { GgufValue } from './gguf-file.ts';

/** A weight in llama.cpp's name and layout: [out, in]. */
export interface GgufWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface GgufModel {
  /** As llama.cpp names it, which is also the prefix of the keys. */
  readonly architecture: string;
  readonly keys: Readonly<Record<string, GgufValue>>;
  readonly weights: readonly GgufWeight[];
}

type Weights = ReadonlyMap<string, HostTensor>;

/** Throws MillraceError `not-exportable` (usage) for a model that llama.cpp has no form for. */
export function ggufModel(config: TokenRunConfig, weights: Weights): GgufModel {
  const { name, parameters } = config.settings.model;
  if (name === 'gpt') return gpt2Model(gpt.parameters.parse(parameters), config, weights);
  if (name === 'llama') return llamaModel(llama.parameters.parse(parameters), config, weights);
  throw notExportable('gguf', `expected a model gpt or llama, found ${name}`, 'export it as onnx or safetensors');
}

type GptParameters = ReturnType<typeof gpt.parameters.parse>;
type LlamaParameters = ReturnType<typeof llama.parameters.parse>;

function gpt2Model({ layers, heads, width }: GptParameters, config: TokenRunConfig, weights: Weights): GgufModel {
  const names = namesOf(layers, 'h', {
    ...{ ln_1: 'attn_norm', 'attn.c_attn': 'attn_qkv', 'attn.c_proj': 'attn_output' },
    ...{ ln_2: 'ffn_norm', 'mlp.c_fc': 'ffn_up', 'mlp.c_proj': 'ffn_down' },
  });
  const layerParts = [...names].flatMap(([ours, theirs]): GgufWeight[] => {
    const weight = taken(weights, `${ours}.weight`);
    // Linear layers lie as [in, out] here.
    const { values, shape } = weight.shape.length === 2 ? transposed(weight) : weight;
    const bias = weights.get(`${ours}.bias`);
    // llama.cpp asks for biases also of a model without.
    const values0 = bias === undefined ? new Float32Array(shape[0] ?? 0) : floatsOf(bias);
    return [
      { name: `${theirs}.weight`, shape, values },
      { name: `${theirs}.bias`, shape: [values0.length], values: values0 },
    ];
  });
  const norm = weights.get('ln_f.bias');
  return {
    architecture: 'gpt2',
    keys: {
      ...{ context_length: { u32: config.positions }, embedding_length: { u32: width }, block_count: { u32: layers } },
      ...{ feed_forward_length: { u32: 4 * width }, 'attention.head_count': { u32: heads } },
      'attention.layer_norm_epsilon': { f32: 1e-5 },
    },
    weights: [
      { name: 'token_embd.weight', ...taken(weights, 'wte.weight') },
      { name: 'position_embd.weight', ...taken(weights, 'wpe.weight') },
      ...layerParts,
      { name: 'output_norm.weight', ...taken(weights, 'ln_f.weight') },
      {
        name: 'output_norm.bias',
        shape: [width],
        values: norm === undefined ? new Float32Array(width) : floatsOf(norm),
      },
    ],
  };
}

function llamaModel(parameters: LlamaParameters, config: TokenRunConfig, weights: Weights): GgufModel {
  const { layers, width, theta, epsilon, tied } = parameters;
  const { heads, kvHeads, headWidth, inner } = llamaSides(parameters);
  const names = namesOf(layers, 'model.layers', {
    ...{ input_layernorm: 'attn_norm', post_attention_layernorm: 'ffn_norm' },
    ...{ 'self_attn.q_proj': 'attn_q', 'self_attn.k_proj': 'attn_k' },
    ...{ 'self_attn.v_proj': 'attn_v', 'self_attn.o_proj': 'attn_output' },
    ...{ 'mlp.gate_proj': 'ffn_gate', 'mlp.up_proj': 'ffn_up', 'mlp.down_proj': 'ffn_down' },
  });
  const layerParts = [...names].map(([ours, theirs]): GgufWeight => {
    const weight = taken(weights, `${ours}.weight`);
    const turning = ours.endsWith('q_proj') ? heads : ours.endsWith('k_proj') ? kvHeads : 0;
    return { name: `${theirs}.weight`, ...(turning === 0 ? weight : interleaved(weight, turning)) };
  });
  return {
    architecture: 'llama',
    keys: {
      ...{ vocab_size: { u32: config.vocabulary }, context_length: { u32: config.positions } },
      ...{ embedding_length: { u32: width }, block_count: { u32: layers }, feed_forward_length: { u32: inner } },
      ...{ 'attention.head_count': { u32: heads }, 'attention.head_count_kv': { u32: kvHeads } },
      ...{ 'attention.key_length': { u32: headWidth }, 'attention.value_length': { u32: headWidth } },
      ...{ 'attention.layer_norm_rms_epsilon': { f32: epsilon } },
      ...{ 'rope.dimension_count': { u32: headWidth }, 'rope.freq_base': { f32: theta } },
    },
    weights: [
      { name: 'token_embd.weight', ...taken(weights, 'model.embed_tokens.weight') },
      ...layerParts,
      { name: 'output_norm.weight', ...taken(weights, 'model.norm.weight') },
      ...(tied ? [] : [{ name: 'output.weight', ...taken(weights, 'lm_head.weight') }]),
    ],
  };
}

function namesOf(layers: number, base: string, parts: Readonly<Record<string, string>>): Map<string, string> {
  const all = Array.from({ length: layers }, (_, layer) =>
    Object.entries(parts).map(([ours, theirs]) => [`${base}.${layer}.${ours}`, `blk.${layer}.${theirs}`] as const),
  );
  return new Map(all.flat());
}

function taken(weights: Weights, name: string): Omit<GgufWeight, 'name'> {
  const weight = weights.get(name);
  if (weight === undefined) throw notExportable('gguf', `the checkpoint has no weight "${name}"`, 'train the run anew');
  return { shape: weight.shape, values: floatsOf(weight) };
}

function floatsOf({ data }: HostTensor): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

function transposed({ shape, values }: Omit<GgufWeight, 'name'>): Omit<GgufWeight, 'name'> {
  const [rows = 0, columns = 0] = shape;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = values[row * columns + column] ?? 0;
  }
  return { shape: [columns, rows], values: turned };
}

/** Rows of each head so that what turns together, places i and i + half of a head here, lies side by side. */
function interleaved({ shape, values }: Omit<GgufWeight, 'name'>, heads: number): Omit<GgufWeight, 'name'> {
  const [rows = 0, columns = 0] = shape;
  const half = rows / heads / 2;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    const [head, place] = [Math.floor(row / (2 * half)), row % (2 * half)];
    const from = 2 * half * head + Math.floor(place / 2) + (place % 2) * half;
    turned.set(values.subarray(from * columns, (from + 1) * columns), row * columns);
  }
  return { shape, values: turned };
}
