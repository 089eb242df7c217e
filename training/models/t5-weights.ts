import type { WeightSpec } from '../model.ts';
import type { T5Sides } from './t5.ts';

/**
 * The weights of a T5, with first values as the paper's code draws them: matrices so that their outputs vary by about 1,
 * since scores are not scaled. The head of its own is the exception: it begins as if its states were scaled.
 */
export function t5Weights(sides: T5Sides, vocabulary: number): WeightSpec[] {
  const { width, heads, buckets, layers, decoderLayers, tied } = sides;
  const stack = (name: 'encoder' | 'decoder', blocks: number): WeightSpec[] => [
    ...Array.from({ length: blocks }, (_, block) => `${name}.block.${block}`).flatMap((block, index) => [
      ...attention(`${block}.layer.0`, 'SelfAttention', sides),
      ...(index === 0
        ? [matrix(`${block}.layer.0.SelfAttention.relative_attention_bias`, [buckets, heads], width ** -0.5)]
        : []),
      ...(name === 'decoder' ? attention(`${block}.layer.1`, 'EncDecAttention', sides) : []),
      ...feedForward(`${block}.layer.${name === 'decoder' ? 2 : 1}`, sides),
    ]),
    gain(`${name}.final_layer_norm`, width),
  ];
  return [
    matrix('shared', [vocabulary, width], 1),
    ...stack('encoder', layers),
    ...stack('decoder', decoderLayers),
    ...(tied ? [] : [matrix('lm_head', [vocabulary, width], width ** -0.5)]),
  ];
}

function attention(layer: string, kind: string, { width, heads, headWidth }: T5Sides): WeightSpec[] {
  const all = heads * headWidth;
  return [
    gain(`${layer}.layer_norm`, width),
    matrix(`${layer}.${kind}.q`, [all, width], (width * headWidth) ** -0.5),
    matrix(`${layer}.${kind}.k`, [all, width], width ** -0.5),
    matrix(`${layer}.${kind}.v`, [all, width], width ** -0.5),
    matrix(`${layer}.${kind}.o`, [width, all], all ** -0.5),
  ];
}

function feedForward(layer: string, { width, inner, gated }: T5Sides): WeightSpec[] {
  const into = gated ? ['wi_0', 'wi_1'] : ['wi'];
  return [
    gain(`${layer}.layer_norm`, width),
    ...into.map((part) => matrix(`${layer}.DenseReluDense.${part}`, [inner, width], width ** -0.5)),
    matrix(`${layer}.DenseReluDense.wo`, [width, inner], inner ** -0.5),
  ];
}

function matrix(name: string, shape: readonly number[], deviation: number): WeightSpec {
  return { name: `${name}.weight`, shape, initial: { kind: 'normal', deviation }, decays: true };
}

function gain(name: string, width: number): WeightSpec {
  return { name: `${name}.weight`, shape: [width], initial: { kind: 'ones' }, decays: false };
}
