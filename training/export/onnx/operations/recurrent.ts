import type { Conversion, Operations } from '../conversion.ts';

/**
 * TensorFlow's `BlockLSTMV2` as ONNX's `LSTM`. One matrix [in + width, 4·width] becomes two, [1, 4·width, in] and
 * [1, 4·width, width], and gates in the order input, forget, cell, output become input, output, forget, cell. The state
 * begins as zeros, as the traced layer's does.
 */
export const recurrent: Operations = {
  BlockLSTMV2: (conversion) => {
    const { input, emit, integers, unsupported, node } = conversion;
    if (node.attributes['use_peephole']?.flag === true) throw unsupported('peepholes');
    const [x, weight, bias] = [input(1), input(4), input(8)];
    const into = emit('Shape', [x], { start: 2, end: 3 });
    const [zero, first, end] = [integers(0), integers(0), integers(2 ** 31 - 1)];
    const rows = (from: string, to: string): string => {
      const part = emit('Transpose', [emit('Slice', [weight, from, to, first])], { perm: [1, 0] });
      return emit('Unsqueeze', [reordered(conversion, part), zero]);
    };
    const above = reordered(conversion, bias);
    const biases = emit('Concat', [above, emit('Sub', [above, above])], { axis: 0 });
    const inputs = [x, rows(zero, into), rows(into, end), emit('Unsqueeze', [biases, zero])];
    const states = emit('LSTM', inputs, { hidden_size: hiddenSize(conversion) });
    // [length, directions, samples, width]
    const hidden = emit('Squeeze', [states, integers(1)]);
    return ['', '', '', '', '', '', hidden];
  },
};

function reordered({ emit, emitMany }: Conversion, gates: string): string {
  const [inward, forget, cell, outward] = emitMany('Split', [gates], { axis: 0 }, 4);
  return emit(
    'Concat',
    [inward, outward, forget, cell].map((gate) => gate ?? ''),
    { axis: 0 },
  );
}

/** As the layer's peephole weights, zeros [width], tell it. */
function hiddenSize({ numbers }: Conversion): number {
  return numbers(5).length;
}
