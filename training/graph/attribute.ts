import type { NativeBackend, NodeAttribute } from '../backend/backend.ts';
import { bytesField, floatField, message, varintField } from './protobuf.ts';

/** An attribute of a node, as an encoded `AttrValue` (`tensorflow/core/framework/attr_value.proto`). */
export type AttributeValue = Buffer;

export function typeAttribute(type: number): AttributeValue {
  return varintField(6, type);
}

export function integerAttribute(value: number): AttributeValue {
  return varintField(3, value);
}

export function flagAttribute(value: boolean): AttributeValue {
  return varintField(5, value ? 1 : 0);
}

export function textAttribute(value: string): AttributeValue {
  return bytesField(2, value);
}

export function shapeAttribute(shape: readonly number[]): AttributeValue {
  return bytesField(7, shapeMessage(shape));
}

export function typesAttribute(types: readonly number[]): AttributeValue {
  return bytesField(1, message(...types.map(typeAttribute)));
}

export function textsAttribute(texts: readonly string[]): AttributeValue {
  return bytesField(1, message(...texts.map(textAttribute)));
}

/** `TensorShapeProto.unknown_rank`. */
export const unknownShape: AttributeValue = bytesField(7, varintField(3, 1));

/** `bytes` is the content, row-major, little-endian. */
export function tensorAttribute(type: number, shape: readonly number[], bytes: Uint8Array): AttributeValue {
  return bytesField(8, message(varintField(1, type), bytesField(2, shapeMessage(shape)), bytesField(4, bytes)));
}

/** What TensorFlow.js hands to an eager operation, for a node; undefined where that is a kind without an encoding here. */
export function attributeOf(
  binding: NativeBackend['binding'],
  { type, value }: NodeAttribute,
): AttributeValue | undefined {
  if (type === binding.TF_ATTR_SHAPE) return isNumbers(value) ? shapeAttribute(value) : undefined;
  const fieldOf = scalarField(binding, type);
  if (fieldOf === undefined) return undefined;
  if (!Array.isArray(value)) return fieldOf(value);
  const fields = value.map(fieldOf);
  return fields.every((field) => field !== undefined) ? bytesField(1, message(...fields)) : undefined;
}

type ScalarField = (value: unknown) => Buffer | undefined;

/** Field numbers are the same in `AttrValue` and in its list. */
function scalarField(binding: NativeBackend['binding'], type: number): ScalarField | undefined {
  switch (type) {
    case binding.TF_ATTR_STRING:
      return (value) => (typeof value === 'string' ? bytesField(2, value) : undefined);
    case binding.TF_ATTR_INT:
      return (value) => (typeof value === 'number' ? varintField(3, value) : undefined);
    case binding.TF_ATTR_FLOAT:
      return (value) => (typeof value === 'number' ? floatField(4, value) : undefined);
    case binding.TF_ATTR_BOOL:
      return (value) => varintField(5, value ? 1 : 0);
    case binding.TF_ATTR_TYPE:
      return (value) => (typeof value === 'number' ? varintField(6, value) : undefined);
    default:
      return undefined;
  }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

function shapeMessage(shape: readonly number[]): Buffer {
  return message(...shape.map((side) => bytesField(2, varintField(1, side))));
}
