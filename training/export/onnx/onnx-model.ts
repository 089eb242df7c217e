import { bytesField, floatField, message, varintField } from '../../graph/protobuf.ts';

/** Numbers of ONNX's element types (`onnx.proto`, `TensorProto.DataType`). */
export const onnxTypes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, bfloat16: 16 } as const;
export type OnnxType = keyof typeof onnxTypes;

/** The opset whose operations are used: that of ONNX 1.12. */
const opset = 17;
/** Of the file's own format: the lowest that has the opset. */
const irVersion = 8;

export type OnnxAttribute = number | string | readonly number[];

/** A side with a name may have any size, the same wherever the name stands. */
export type OnnxSide = number | string;

export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly sides: readonly OnnxSide[];
}

/** An ONNX graph that is being put together; a value is named by a text. */
export interface OnnxGraph {
  /** Gives the names of the outputs, which are new. */
  readonly node: (
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxAttribute>>,
    outputs?: number,
  ) => readonly string[];
  /** A constant under `name`, or under a new one; small constants that are equal are one. `bytes` as TensorFlow has them. */
  readonly constant: (type: OnnxType, shape: readonly number[], bytes: Uint8Array, name?: string) => string;
  readonly input: (value: OnnxValue) => string;
  /** Makes `value` an output of the model. */
  readonly output: (value: OnnxValue, from: string) => void;
  readonly encode: (name: string, metadata: Readonly<Record<string, string>>) => Buffer;
}

export function newOnnxGraph(): OnnxGraph {
  const nodes: Buffer[] = [];
  const initializers: Buffer[] = [];
  const inputs: Buffer[] = [];
  const outputs: Buffer[] = [];
  const constants = new Map<string, string>();
  let values = 0;
  const addNode = (op: string, from: readonly string[], to: readonly string[], attributes: Buffer[]): void => {
    nodes.push(
      message(
        ...from.map((name) => bytesField(1, name)),
        ...to.map((name) => bytesField(2, name)),
        bytesField(3, `${op}_${nodes.length}`),
        bytesField(4, op),
        ...attributes.map((attribute) => bytesField(5, attribute)),
      ),
    );
  };
  return {
    node: (op, from, attributes = {}, count = 1) => {
      const to = Array.from({ length: count }, () => `${op}:${values++}`);
      addNode(op, from, to, Object.entries(attributes).map(attributeMessage));
      return to;
    },
    constant: (type, shape, bytes, name) => {
      const key = `${type} ${shape} ${Buffer.from(bytes).toString('base64')}`;
      const known = name === undefined && bytes.length <= 64 ? constants.get(key) : undefined;
      if (known !== undefined) return known;
      const named = name ?? `constant:${values++}`;
      if (name === undefined && bytes.length <= 64) constants.set(key, named);
      const sides = shape.map((side) => varintField(1, side));
      initializers.push(message(...sides, varintField(2, onnxTypes[type]), bytesField(8, named), bytesField(9, bytes)));
      return named;
    },
    input: (value) => {
      inputs.push(valueMessage(value));
      return value.name;
    },
    output: (value, from) => {
      addNode('Identity', [from], [value.name], []);
      outputs.push(valueMessage(value));
    },
    encode: (name, metadata) => {
      const graph = message(
        ...nodes.map((node) => bytesField(1, node)),
        bytesField(2, name),
        ...initializers.map((tensor) => bytesField(5, tensor)),
        ...inputs.map((value) => bytesField(11, value)),
        ...outputs.map((value) => bytesField(12, value)),
      );
      return message(
        varintField(1, irVersion),
        bytesField(2, 'millrace'),
        bytesField(7, graph),
        bytesField(8, message(bytesField(1, ''), varintField(2, opset))),
        ...Object.entries(metadata).map(([key, value]) =>
          bytesField(14, message(bytesField(1, key), bytesField(2, value))),
        ),
      );
    },
  };
}

/** Whole numbers are ONNX's integers; no operation that is used here takes a float. */
function attributeMessage([name, value]: [string, OnnxAttribute]): Buffer {
  const named = bytesField(1, name);
  if (typeof value === 'string') return message(named, bytesField(4, value), varintField(20, 3));
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? message(named, varintField(3, value), varintField(20, 2))
      : message(named, floatField(2, value), varintField(20, 1));
  }
  return message(named, ...value.map((each) => varintField(8, each)), varintField(20, 7));
}

function valueMessage({ name, type, sides }: OnnxValue): Buffer {
  const shape = sides.map((side) =>
    bytesField(1, typeof side === 'number' ? varintField(1, side) : bytesField(2, side)),
  );
  const tensor = message(varintField(1, onnxTypes[type]), bytesField(2, message(...shape)));
  return message(bytesField(1, name), bytesField(2, bytesField(1, tensor)));
}
