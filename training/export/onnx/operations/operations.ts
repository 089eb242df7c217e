import type { Operations } from '../conversion.ts';
import { elementwise } from './elementwise.ts';
import { matrices } from './matrices.ts';
import { recurrent } from './recurrent.ts';
import { reductions } from './reductions.ts';
import { selection } from './selection.ts';
import { shapes } from './shapes.ts';
import { windows } from './windows.ts';

/** Every operation of TensorFlow that has a form in ONNX here. */
export const operations: Operations = {
  ...elementwise,
  ...matrices,
  ...reductions,
  ...shapes,
  ...selection,
  ...windows,
  ...recurrent,
};
