import type { Operation, Operations } from '../conversion.ts';

const same = (op: string): Operation => {
  return ({ emit, inputs }) => emit(op, inputs());
};

const negated = (op: string): Operation => {
  return ({ emit, inputs }) => emit('Not', [emit(op, inputs())]);
};

const itself: Operation = ({ input }) => input(0);

/** Operations on each element; two inputs are spread to one shape by the same rules in both formats. */
export const elementwise: Operations = {
  Identity: itself,
  PlaceholderWithDefault: itself,
  Abs: same('Abs'),
  Add: same('Add'),
  AddV2: same('Add'),
  Ceil: same('Ceil'),
  Cos: same('Cos'),
  Div: same('Div'),
  RealDiv: same('Div'),
  Elu: same('Elu'),
  Equal: same('Equal'),
  NotEqual: negated('Equal'),
  Erf: same('Erf'),
  Exp: same('Exp'),
  Floor: same('Floor'),
  Greater: same('Greater'),
  GreaterEqual: same('GreaterOrEqual'),
  Less: same('Less'),
  LessEqual: same('LessOrEqual'),
  Log: same('Log'),
  LogicalAnd: same('And'),
  LogicalNot: same('Not'),
  LogicalOr: same('Or'),
  Maximum: same('Max'),
  Minimum: same('Min'),
  Mul: same('Mul'),
  Neg: same('Neg'),
  Pow: same('Pow'),
  Relu: same('Relu'),
  Round: same('Round'),
  Sigmoid: same('Sigmoid'),
  Sign: same('Sign'),
  Sin: same('Sin'),
  Softplus: same('Softplus'),
  Sqrt: same('Sqrt'),
  Sub: same('Sub'),
  Tan: same('Tan'),
  Tanh: same('Tanh'),
  Rsqrt: ({ emit, input }) => emit('Reciprocal', [emit('Sqrt', [input(0)])]),
  Reciprocal: same('Reciprocal'),
  Square: ({ emit, input }) => emit('Mul', [input(0), input(0)]),
  SquaredDifference: ({ emit, inputs }) => {
    const difference = emit('Sub', inputs());
    return emit('Mul', [difference, difference]);
  },
  Select: same('Where'),
  SelectV2: same('Where'),
  BiasAdd: ({ node, emit, inputs, unsupported }) => {
    if (node.attributes['data_format']?.text === 'NCHW') throw unsupported('channels before places');
    return emit('Add', inputs());
  },
};
