import type { TFJSBinding } from '@tensorflow/tfjs-node/dist/tfjs_binding.js';
import type { Tensor, TensorFlow } from '../tensorflow.ts';

export type Device = 'cpu' | 'gpu';

/** What runs a training's mathematics, for people and for records. */
export interface BackendFacts {
  readonly name: string;
  /** Of the library. */
  readonly version: string;
  readonly device: Device;
  readonly deviceName: string;
}

/** What runs the mathematics: TensorFlow's native library under TensorFlow.js. One per process. */
export interface Backend {
  readonly tf: TensorFlow;
  readonly native: NativeBackend;
  readonly name: 'tensorflow';
  /** The device that really runs, asked of the library; never what was merely wished for. */
  readonly device: Device;
  /** Model of the processor or the card. */
  readonly deviceName: string;
  readonly tensorflowVersion: string;
}

/** The part of tfjs-node's backend that tracing and raw operations need. `binding` may be replaced while a step is traced. */
export interface NativeBackend {
  binding: TFJSBinding;
  getDTypeInteger(dtype: Tensor['dtype']): number;
  getInputTensorIds(tensors: Tensor[]): number[];
  executeSingleOutput(name: string, attributes: NodeAttribute[], inputs: Tensor[]): Tensor;
  /** A tensor of what an operation gave. */
  createOutputTensor(output: ReturnType<TFJSBinding['executeOp']>[number]): Tensor;
  executeMultipleOutputs(name: string, attributes: NodeAttribute[], inputs: Tensor[], outputs: number): Tensor[];
}

export type NodeAttribute = Parameters<TFJSBinding['executeOp']>[1][number];

export function factsOf({ name, tensorflowVersion: version, device, deviceName }: Backend): BackendFacts {
  return { name, version, device, deviceName };
}
