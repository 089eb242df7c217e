import type { Tensor } from './tensorflow.ts';

/** An attribute of a TensorFlow operation: a data type, or a plain value. */
export type RawAttribute =
  | { readonly type: 'float32' | 'int32' }
  | { readonly text: string }
  | { readonly flag: boolean };

/**
 * TensorFlow's own operations, where TensorFlow.js has no function for them. They have no gradient: use them inside a
 * function that brings its own. Names and attributes are those of TensorFlow's `REGISTER_OP`.
 */
export interface RawOperations {
  /** An operation with one output. */
  readonly one: (name: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, RawAttribute>>) => Tensor;
  /** An operation with two outputs. */
  readonly two: (
    name: string,
    inputs: readonly Tensor[],
    attributes: Readonly<Record<string, RawAttribute>>,
  ) => readonly [Tensor, Tensor];
  /** An operation with `outputs` outputs. A bigint is an int64 scalar, a type that TensorFlow.js does not have. */
  readonly many: (
    name: string,
    inputs: readonly (Tensor | bigint)[],
    attributes: Readonly<Record<string, RawAttribute>>,
    outputs: number,
  ) => readonly Tensor[];
}
