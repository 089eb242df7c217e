/** Numbers of TensorFlow's data types (`tensorflow/core/framework/types.proto`), those that a graph here may hold. */
export const dataTypes = { float32: 1, int32: 3, bool: 10 };
//# sourceMappingURL=data-type.js.map