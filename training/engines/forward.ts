import { randomUint32 } from '../../core/seeded-random.ts';
import type { Backend, NativeBackend, NodeAttribute } from '../backend/backend.ts';
import { dataTypes } from '../graph/data-type.ts';
import { dropout } from '../layers/dropout.ts';
import type { Forward } from '../model.ts';
import type { RawAttribute, RawOperations } from '../raw-operations.ts';
import type { Tensor } from '../tensorflow.ts';

/** Dropout of one pass. `key`, int32 [1], says which step and micro-batch; each use in the pass is a site of its own. */
export interface DropoutDraw {
  readonly probability: number;
  readonly seed: number;
  readonly key: Tensor;
}

/** A pass over weights by name; without `draw` nothing is dropped. */
export function newForward(
  backend: Backend,
  weights: ReadonlyMap<string, Tensor>,
  draw: DropoutDraw | undefined,
): Forward {
  const { tf } = backend;
  const raw = rawOperations(backend);
  let site = 0;
  return {
    tf,
    raw,
    weight: (name) => {
      const weight = weights.get(name);
      if (weight === undefined) throw new Error(`the model names no weight "${name}"`);
      return weight;
    },
    dropout: (x) => {
      if (draw === undefined || draw.probability === 0) return x;
      return dropout(tf, raw, x, draw.probability, randomUint32(draw.seed, site++), draw.key);
    },
  };
}

/** The value of a draw's key: the same for the same step and micro-batch in every process. */
export function dropoutKey(step: number, microBatch: number): Int32Array {
  return Int32Array.of(randomUint32(step, microBatch));
}

function rawOperations({ native }: Backend): RawOperations {
  const attributesOf = (attributes: Readonly<Record<string, RawAttribute>>): NodeAttribute[] =>
    Object.entries(attributes).map(([name, attribute]) => ({ name, ...attributeOf(native.binding, attribute) }));
  return {
    one: (name, inputs, attributes) => native.executeSingleOutput(name, attributesOf(attributes), [...inputs]),
    two: (name, inputs, attributes) => {
      const [first, second] = native.executeMultipleOutputs(name, attributesOf(attributes), [...inputs], 2);
      if (first === undefined || second === undefined) throw new Error(`${name} gave fewer than two outputs`);
      return [first, second];
    },
    many: (name, inputs, attributes, outputs) => {
      const { binding } = native;
      const integers: number[] = [];
      const ids = inputs.flatMap((input) => {
        if (typeof input !== 'bigint') return native.getInputTensorIds([input]);
        // TensorFlow.js hands over 64 bits as two numbers of 32.
        const id = binding.createTensor([], binding.TF_INT64, new Int32Array(BigInt64Array.of(input).buffer));
        integers.push(id);
        return id;
      });
      try {
        const results = binding.executeOp(name, attributesOf(attributes), ids, outputs);
        return results.map((result) => native.createOutputTensor(result));
      } finally {
        for (const id of integers) binding.deleteTensor(id);
      }
    },
  };
}

function attributeOf(binding: NativeBackend['binding'], attribute: RawAttribute): Omit<NodeAttribute, 'name'> {
  if ('type' in attribute) return { type: binding.TF_ATTR_TYPE, value: dataTypes[attribute.type] };
  if ('flag' in attribute) return { type: binding.TF_ATTR_BOOL, value: attribute.flag };
  return { type: binding.TF_ATTR_STRING, value: attribute.text };
}
