import type { Backend } from '../backend/backend.ts';
import {
  flagAttribute,
  integerAttribute,
  textAttribute,
  textsAttribute,
  typeAttribute,
  typesAttribute,
} from '../graph/attribute.ts';
import { dataTypes } from '../graph/data-type.ts';
import { floatConstant, floatOperation, type Graph, type Node, newGraph, type Output, output } from '../graph/graph.ts';
import { openSession } from '../graph/session.ts';
import { type PassGraph, passName } from '../inference/inference-engine.ts';
import { quantizeInt8 } from './quantize-int8.ts';

/** TensorFlow's numbers of types that only lie inside of a graph. */
const types = { float32: dataTypes.float32, int32: dataTypes.int32, int8: 6, qint8: 11 } as const;
const highest = 127;
const product = 'BatchMatMulV2';

/** What multiplies bytes: oneDNN's kernel, or the plain one, where TensorFlow was built or set without the first. */
export type IntegerKernel = 'onednn' | 'plain';

/**
 * The pass with integers in its matrix products: each product of rows with a matrix that is made of `names` alone takes
 * both as signed bytes, adds up in 32 bits, and gives float32 again. Rows are quantized as they come, each by its largest
 * magnitude; matrices beforehand, by column. Jacob et al. 2018; rows as in Dettmers et al. 2022, without their outliers.
 * Costs a run that computes the matrices. Weights that no product needs any more are left out.
 */
export function withIntegerProducts(
  backend: Backend,
  pass: PassGraph,
  names: readonly string[],
  kernel: IntegerKernel,
): PassGraph {
  const products = productsOf(pass.graph, new Set(names));
  const matrices = matricesOf(backend, pass, products);
  const { graph } = pass;
  const replaced = new Map(
    products.map(({ node, transposed }, index) => {
      const matrix = transposed ? transposeOf(matrices[index]) : matrices[index];
      if (matrix === undefined) throw new Error(`the matrix of ${node.name} was not computed`);
      return [node.name, integerProduct(graph, node, matrix, kernel)] as const;
    }),
  );
  const nodes = graph.nodes.map((node) => replaced.get(node.name) ?? node);
  const needed = nodesNeeded(nodes);
  const weights = new Map([...pass.weights].filter(([name]) => needed.has(name)));
  return { ...pass, graph: { ...graph, nodes }, weights };
}

/** oneDNN's kernel where it runs here. */
export function integerKernel(backend: Backend): IntegerKernel {
  const graph = newGraph();
  const row = graph.constant(types.float32, [1, 2], bytesOf(Float32Array.of(1, -0.5)));
  const node: Node = { name: 'probe', op: product, inputs: [row, row], attributes: {} };
  const replaced = integerProduct(graph, node, { rows: 2, columns: 1, data: Float32Array.of(1, 2) }, 'onednn');
  graph.add(replaced.op, replaced.inputs, replaced.attributes, { name: 'probe' });
  output(graph, 'result', 'probe:0');
  try {
    const session = openSession(graph, backend.native);
    const [values] = session.run({}, ['result']);
    session.close();
    return Math.abs(values?.[0] ?? 1) < 0.02 ? 'onednn' : 'plain';
  } catch {
    return 'plain';
  }
}

interface Product {
  readonly node: Node;
  readonly matrix: Output;
  readonly transposed: boolean;
}

/** Products whose second factor is made of named weights and constants alone, and whose first is not. */
function productsOf(graph: Graph, names: ReadonlySet<string>): Product[] {
  const made = new Map<string, Made>();
  // Nodes come after their inputs.
  for (const { name, op, inputs } of graph.nodes) {
    const parts = inputs.map((input) => made.get(nodeOf(input)) ?? 'other');
    if (op === 'VarHandleOp') made.set(name, names.has(name) ? 'weights' : 'other');
    else if (op === 'Placeholder' || parts.includes('other')) made.set(name, 'other');
    else made.set(name, parts.includes('weights') ? 'weights' : 'constants');
  }
  return graph.nodes.flatMap((node) => {
    const [rows, matrix] = node.inputs;
    if (node.op !== product || rows === undefined || matrix === undefined || isSet(node, 'adj_x')) return [];
    if (made.get(nodeOf(matrix)) !== 'weights' || made.get(nodeOf(rows)) !== 'other') return [];
    return [{ node, matrix, transposed: isSet(node, 'adj_y') }];
  });
}

type Made = 'weights' | 'constants' | 'other';

interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array;
}

function matricesOf(backend: Backend, { graph, weights }: PassGraph, products: readonly Product[]): Matrix[] {
  for (const [index, { matrix }] of products.entries()) {
    output(graph, `matrix/${index}`, matrix);
    const shape = { T: typeAttribute(types.float32), out_type: typeAttribute(types.int32) };
    const sides = `${graph.add('Shape', [matrix], shape)}:0`;
    const cast = { SrcT: typeAttribute(types.int32), DstT: typeAttribute(types.float32) };
    graph.add('Cast', [sides], cast, { name: `sides/${index}` });
  }
  const session = openSession(graph, backend.native);
  try {
    session.assign(weights);
    return products.map((_, index) => {
      const [data, sides] = session.run({}, [`matrix/${index}`, `sides/${index}`]);
      const [rows, columns] = sides ?? [];
      if (data === undefined || rows === undefined || columns === undefined || sides?.length !== 2) {
        throw new Error('a product of rows needs a matrix');
      }
      return { rows, columns, data };
    });
  } finally {
    session.close();
  }
}

function transposeOf(matrix: Matrix | undefined): Matrix | undefined {
  if (matrix === undefined) return undefined;
  const { rows, columns, data } = matrix;
  const turned = data.map((_, index) => data[(index % rows) * columns + Math.floor(index / rows)] ?? 0);
  return { rows: columns, columns: rows, data: turned };
}

/** The node that stands for a product of `node.inputs[0]` with a matrix; those that it needs are added to the graph. */
function integerProduct(graph: Graph, node: Node, matrix: Matrix, kernel: IntegerKernel): Node {
  const [rows = ''] = node.inputs;
  const size = rowSizes(graph, rows);
  const even = floatOperation(graph, 'RealDiv', [rows, size]);
  const shape = [matrix.rows, matrix.columns];
  const { data, scales } = quantizeInt8({ dtype: 'float32', shape, data: matrix.data }, 1);
  const multiply = kernel === 'onednn' ? byOneDnn : plainly;
  const added = multiply(graph, node.name, even, { shape, data, scales });
  return { name: node.name, op: 'Mul', inputs: [added, size], attributes: { T: typeAttribute(types.float32) } };
}

/** The largest magnitude of each row, [rows, 1]; above 0, so that it can be divided by. */
function rowSizes(graph: Graph, rows: Output): Output {
  const axis = graph.constant(types.int32, [1], bytesOf(Int32Array.of(1)));
  const more = { Tidx: typeAttribute(types.int32), keep_dims: flagAttribute(true) };
  const largest = floatOperation(graph, 'Max', [floatOperation(graph, 'Abs', [rows]), axis], more);
  return floatOperation(graph, 'Maximum', [largest, floatConstant(graph, 1e-30)]);
}

interface Columns {
  readonly shape: readonly number[];
  readonly data: Int8Array;
  readonly scales: Float32Array;
}

/** Rows of −1 to 1 times bytes, by the kernel of oneDNN, whose instructions for bytes are those of the processor. */
function byOneDnn(graph: Graph, name: string, even: Output, { shape, data, scales }: Columns): Output {
  const [, columns = 0] = shape;
  const vector = (values: Float32Array): Output => graph.constant(types.float32, [columns], bytesOf(values));
  const rows = graph.add('QuantizeV2', [even, floatConstant(graph, -1), floatConstant(graph, 1)], {
    T: typeAttribute(types.qint8),
    mode: textAttribute('SCALED'),
    round_mode: textAttribute('HALF_TO_EVEN'),
    narrow_range: flagAttribute(true),
    axis: integerAttribute(-1),
  });
  // A column of zeros would have no range.
  const reach = scales.map((scale) => highest * (scale === 0 ? 1e-30 : scale));
  const lowest = reach.map((value) => -value);
  const matrix = graph.constant(types.qint8, shape, bytesOf(data));
  const inputs = [`${rows}:0`, matrix, vector(new Float32Array(columns)), `${rows}:1`, `${rows}:2`, vector(lowest)];
  const { float32, qint8 } = types;
  const added = graph.add(
    '_QuantizedMatMul',
    [...inputs, vector(reach)],
    {
      Tdevice_inputs: typesAttribute([qint8, qint8, float32]),
      Thost_inputs: typesAttribute([float32, float32, float32, float32]),
      Tdevice_outputs: typesAttribute([float32]),
      Thost_outputs: typesAttribute([]),
      ...{ T1: typeAttribute(qint8), T2: typeAttribute(qint8), U: typeAttribute(float32) },
      ...{ Tbias: typeAttribute(float32), Tout: typeAttribute(float32) },
      ...{ transpose_a: flagAttribute(false), transpose_b: flagAttribute(false) },
      ...{ is_weight_const: flagAttribute(true), is_bias_const: flagAttribute(true) },
      // The kernel is there for these two together: the bias is of zeros, and the model's own comes after the rows' sizes.
      fused_ops: textsAttribute(['BiasAdd', 'Dequantize']),
      ...{ input_quant_mode: textAttribute('SCALED'), output_quant_mode: textAttribute('SCALED') },
    },
    { name: `integers/${name}` },
  );
  return `${added}:0`;
}

/** The same by TensorFlow's own loops: slower than float32, and the same everywhere. */
function plainly(graph: Graph, _name: string, even: Output, { shape, data, scales }: Columns): Output {
  const [, columns = 0] = shape;
  const levels = floatOperation(graph, 'Mul', [even, floatConstant(graph, highest)]);
  const cast = (value: Output, from: number, to: number): Output =>
    `${graph.add('Cast', [value], { SrcT: typeAttribute(from), DstT: typeAttribute(to) })}:0`;
  const rows = cast(floatOperation(graph, 'Round', [levels]), types.float32, types.int8);
  const added = graph.add('BatchMatMulV3', [rows, graph.constant(types.int8, shape, bytesOf(data))], {
    ...{ Ta: typeAttribute(types.int8), Tb: typeAttribute(types.int8), Tout: typeAttribute(types.int32) },
    ...{ adj_x: flagAttribute(false), adj_y: flagAttribute(false) },
  });
  const steps = graph.constant(types.float32, [columns], bytesOf(scales.map((scale) => scale / highest)));
  return floatOperation(graph, 'Mul', [cast(`${added}:0`, types.int32, types.float32), steps]);
}

/** Names of the nodes behind what the pass gives. */
function nodesNeeded(nodes: readonly Node[]): ReadonlySet<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needed = new Set<string>();
  const open = [...byName.keys()].filter((name) => name.startsWith(`${passName}/`));
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    open.push(...(byName.get(name)?.inputs ?? []).map(nodeOf));
  }
  return needed;
}

function nodeOf(input: string): string {
  return input.replace(/^\^/, '').replace(/:\d+$/, '');
}

function isSet({ attributes }: Node, name: string): boolean {
  return attributes[name]?.equals(flagAttribute(true)) ?? false;
}

function bytesOf(values: Float32Array | Int32Array | Int8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
