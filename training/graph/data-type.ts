/** Numbers of TensorFlow's data types (`tensorflow/core/framework/types.proto`), those that a graph here may hold. */
export const dataTypes = { float32: 1, int32: 3, int64: 9, bool: 10 } as const;

export type DataType = keyof typeof dataTypes;
