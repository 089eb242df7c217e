import type { Conversion, Operation, Operations } from '../conversion.ts';
import type { OnnxAttribute } from '../onnx-model.ts';

/** Operations on windows of images. TensorFlow has channels last, ONNX before the places. */
const pooled = (op: string): Operation => {
  return (conversion) => {
    const { node, input, emit } = conversion;
    const kernel = sidesOf(node.attributes['ksize']?.integers ?? []);
    const maps = emit('Transpose', [input(0)], { perm: [0, 3, 1, 2] });
    const found = emit(op, [maps], { kernel_shape: kernel, ...windowOf(conversion) });
    return emit('Transpose', [found], { perm: [0, 2, 3, 1] });
  };
};

const convolved: Operation = (conversion) => {
  const { node, input, emit } = conversion;
  const maps = emit('Transpose', [input(0)], { perm: [0, 3, 1, 2] });
  const kernel = emit('Transpose', [input(1)], { perm: [3, 2, 0, 1] });
  const dilations = sidesOf(node.attributes['dilations']?.integers ?? [1, 1, 1, 1]);
  const found = emit('Conv', [maps, kernel], { dilations, ...windowOf(conversion) });
  return emit('Transpose', [found], { perm: [0, 2, 3, 1] });
};

function windowOf({ node, unsupported }: Conversion): Readonly<Record<string, OnnxAttribute>> {
  if ((node.attributes['data_format']?.text ?? 'NHWC') !== 'NHWC') throw unsupported('channels before places');
  const strides = sidesOf(node.attributes['strides']?.integers ?? []);
  switch (node.attributes['padding']?.text) {
    case 'SAME':
      return { strides, auto_pad: 'SAME_UPPER' };
    case 'EXPLICIT': {
      const [, , top = 0, bottom = 0, left = 0, right = 0] = node.attributes['explicit_paddings']?.integers ?? [];
      return { strides, pads: [top, left, bottom, right] };
    }
    default:
      return { strides };
  }
}

/** Height and width of [samples, height, width, channels]. */
function sidesOf([, height = 1, width = 1]: readonly number[]): readonly number[] {
  return [height, width];
}

export const windows: Operations = { Conv2D: convolved, MaxPool: pooled('MaxPool'), AvgPool: pooled('AveragePool') };
