import type { OnnxAttribute } from './onnx-model.ts';
import type { SizeFormula } from './size-formula.ts';
import type { SizedNode } from './sized-graph.ts';

/** What the ONNX form of an operation is made with. Values are named by texts. */
export interface Conversion {
  readonly node: SizedNode;
  readonly input: (index: number) => string;
  readonly inputs: () => readonly string[];
  /** Sides of an input that an operation gave, a weight or a constant. */
  readonly rankOf: (index: number) => number;
  /** A constant input's numbers; those that follow from the size as formulas. */
  readonly sizes: (index: number) => readonly SizeFormula[];
  /** As {@link sizes}, of numbers that may not follow from the size. */
  readonly numbers: (index: number) => readonly number[];
  /** An int64 vector. */
  readonly vector: (values: readonly SizeFormula[]) => string;
  readonly integers: (...values: readonly number[]) => string;
  readonly float: (value: number) => string;
  /** The value of a new node. */
  readonly emit: (
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ) => string;
  readonly emitMany: (
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    outputs: number,
  ) => readonly string[];
  /** An error for a use of the operation that has no form here. */
  readonly unsupported: (what: string) => Error;
}

/** Gives the values of the operation's outputs. */
export type Operation = (conversion: Conversion) => string | readonly string[];

/** By TensorFlow's name of the operation. */
export type Operations = Readonly<Record<string, Operation>>;
