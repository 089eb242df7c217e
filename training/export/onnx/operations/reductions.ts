import type { Operation, Operations } from '../conversion.ts';

/** Opset 17 takes the axes of a sum as an input, those of the others as an attribute. */
const reduced = (op: string): Operation => {
  return ({ node, input, numbers, integers, emit }) => {
    const keepdims = node.attributes['keep_dims']?.flag === true ? 1 : 0;
    const axes = numbers(1);
    if (axes.length === 0) return input(0);
    if (op === 'ReduceSum') return emit(op, [input(0), integers(...axes)], { keepdims });
    return emit(op, [input(0)], { axes, keepdims });
  };
};

const overLast = (op: string): Operation => {
  return ({ emit, input }) => emit(op, [input(0)], { axis: -1 });
};

export const reductions: Operations = {
  Max: reduced('ReduceMax'),
  Mean: reduced('ReduceMean'),
  Min: reduced('ReduceMin'),
  Prod: reduced('ReduceProd'),
  Sum: reduced('ReduceSum'),
  Softmax: overLast('Softmax'),
  LogSoftmax: overLast('LogSoftmax'),
};
