/** TensorFlow.js as models and objectives see it: a value handed in, so that reading a recipe loads no native code. */
export type TensorFlow = typeof import('@tensorflow/tfjs-core');
export type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
