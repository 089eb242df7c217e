import { dataTypes } from '../../../graph/data-type.ts';
import type { Operations } from '../conversion.ts';
import { onnxTypes } from '../onnx-model.ts';

/** ONNX's element types by TensorFlow's numbers; 14 is bfloat16, 19 float16. */
const elementTypes: Readonly<Record<number, number>> = {
  [dataTypes.float32]: onnxTypes.float32,
  [dataTypes.int32]: onnxTypes.int32,
  [dataTypes.int64]: onnxTypes.int64,
  [dataTypes.bool]: onnxTypes.bool,
  14: onnxTypes.bfloat16,
  19: onnxTypes.float16,
};

/** Operations that pick elements, number them or change their type. */
export const selection: Operations = {
  Cast: ({ node, input, emit, unsupported }) => {
    const to = elementTypes[node.attributes['DstT']?.type ?? 0];
    if (to === undefined) throw unsupported(`type ${node.attributes['DstT']?.type}`);
    return emit('Cast', [input(0)], { to });
  },
  GatherV2: ({ node, input, numbers, emit, unsupported }) => {
    if ((node.attributes['batch_dims']?.integer ?? 0) !== 0) throw unsupported('batches of indices');
    return emit('Gather', [input(0), input(1)], { axis: numbers(2)[0] ?? 0 });
  },
  GatherNd: ({ input, emit }) => {
    return emit('GatherND', [input(0), emit('Cast', [input(1)], { to: onnxTypes.int64 })]);
  },
  OneHot: ({ node, input, integers, emit }) => {
    const ends = [input(3), input(2)].map((value) => emit('Reshape', [value, integers(1)]));
    const axis = node.attributes['axis']?.integer ?? -1;
    return emit('OneHot', [input(0), input(1), emit('Concat', ends, { axis: 0 })], { axis });
  },
  Range: ({ inputs, emit }) => emit('Range', inputs()),
  ArgMax: ({ node, input, numbers, emit }) => {
    const found = emit('ArgMax', [input(0)], { axis: numbers(1)[0] ?? 0, keepdims: 0 });
    const type = elementTypes[node.attributes['output_type']?.type ?? dataTypes.int64] ?? onnxTypes.int64;
    return emit('Cast', [found], { to: type });
  },
};
