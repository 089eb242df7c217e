import type { Json } from '../../core/canonical-json.ts';
import type { ImageSize } from '../../core/pixels.ts';
import { notExportable } from '../export/not-exportable.ts';
import { classNames } from './class-names.ts';
import type { ConfigReader } from './config-reader.ts';
import { classHead, type Layout } from './layout.ts';
import { imagesOf } from './sizes.ts';
import { requireWholeHeads } from './whole-heads.ts';

/** ViT: `ViTForImageClassification`, for images of any two sides. */
export const vitLayout: Layout = {
  modelType: 'vit',
  architectures: ['ViTForImageClassification', 'ViTModel'],
  model: 'vit',
  heads: classHead,
  describe: (config) => {
    config.only('hidden_act', 'gelu');
    config.only('layer_norm_eps', 1e-12);
    config.only('qkv_bias', true);
    config.only('num_channels', 3);
    const width = config.count('hidden_size', 768);
    return {
      parameters: {
        patch: config.count('patch_size', 16),
        layers: config.count('num_hidden_layers', 12),
        heads: config.count('num_attention_heads', 12),
        width,
        mlpRatio: config.count('intermediate_size', 3072) / width,
        pool: 'cls',
      },
      size: { imageSize: sidesOf(config) },
    };
  },
  nameOf: (stored) => {
    const name = /^(?:embeddings|encoder|layernorm|pooler)\./.test(stored) ? `vit.${stored}` : stored;
    return name.startsWith('vit.pooler.') ? null : name;
  },
  write: ({ parameters, size, weights, classes }) => {
    const { patch, layers, heads, width, mlpRatio, pool } = parameters;
    if (pool !== 'cls') {
      throw notExportable(
        'hugging-face',
        `ViTForImageClassification reads a token of its own, and this model has pool: ${pool}`,
        'Train with pool: cls, or export to safetensors or onnx.',
      );
    }
    requireWholeHeads(parameters);
    const sides = imagesOf(size);
    return {
      config: {
        architectures: ['ViTForImageClassification'],
        model_type: 'vit',
        hidden_act: 'gelu',
        hidden_size: width ?? 0,
        image_size: sides.width === sides.height ? sides.width : [sides.height, sides.width],
        intermediate_size: Math.max(1, Math.round(Number(width) * Number(mlpRatio))),
        layer_norm_eps: 1e-12,
        num_attention_heads: heads ?? 0,
        num_channels: 3,
        num_hidden_layers: layers ?? 0,
        patch_size: patch ?? 0,
        qkv_bias: true,
        ...classNames(classes),
      },
      weights,
    };
  },
};

function sidesOf(config: ConfigReader): ImageSize {
  const given = config.optional('image_size') ?? 224;
  const [height, width] = Array.isArray(given) ? given : [given, given];
  const isSide = (side: Json | undefined): side is number =>
    typeof side === 'number' && Number.isSafeInteger(side) && side > 0;
  if (isSide(height) && isSide(width) && (!Array.isArray(given) || given.length === 2)) return { width, height };
  throw config.refuse('image_size', 'a side, or two', given);
}
