import { MillraceError } from '../../../core/errors.ts';

/** The version that models are run by: another one may give another last digit, and so another dataset. */
export const onnxRuntimeVersion = '1.30.0';

export interface OnnxTensor {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** What a model says of one of its inputs or outputs; a side of `shape` is a name where it is free. */
export interface OnnxValue {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValue[];
  readonly outputMetadata: readonly OnnxValue[];
  run(
    feeds: Readonly<Record<string, OnnxTensor>>,
    fetches: readonly string[],
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  release(): Promise<void>;
}

/** The part of `onnxruntime-web` that is used: the package is optional, so its own types may not be there. */
export interface OnnxRuntime {
  readonly env: {
    readonly wasm: { numThreads?: number };
    readonly versions: { readonly web?: string };
    logLevel?: string;
  };
  readonly Tensor: new (
    type: 'float32' | 'int32' | 'int64',
    data: Float32Array | Int32Array | BigInt64Array,
    dims: readonly number[],
  ) => OnnxTensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
}

// Not a literal, so that Millrace compiles where the package is not installed.
const packageName: string = 'onnxruntime-web';
const installHint = `npm install ${packageName}@${onnxRuntimeVersion}`;

let loaded: Promise<OnnxRuntime> | undefined;

/**
 * ONNX Runtime in WebAssembly: one thread, nothing downloaded, the same numbers on every processor.
 *
 * @throws MillraceError `onnx-runtime-missing` where the package is not installed, or in another version
 */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<OnnxRuntime> {
  let runtime: OnnxRuntime;
  try {
    runtime = (await import(packageName)) as OnnxRuntime;
  } catch (cause) {
    throw missing('none that can be imported', cause);
  }
  const version = runtime.env.versions.web;
  if (version !== onnxRuntimeVersion) throw missing(`version ${version ?? 'unknown'}`);
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'error';
  return runtime;
}

function missing(found: string, cause?: unknown): MillraceError {
  const message = `image-text-similarity: expected the package ${packageName} ${onnxRuntimeVersion}, found ${found}`;
  return new MillraceError('onnx-runtime-missing', message, { kind: 'usage', hint: installHint, cause });
}
