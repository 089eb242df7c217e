import { gguf } from './gguf/gguf.ts';
import { huggingFace } from './hugging-face.ts';
import type { ModelExport } from './model-export.ts';
import { onnx } from './onnx/onnx.ts';
import { safetensors } from './safetensors.ts';

/** Every format that `export-model` writes. */
export const modelExports: readonly ModelExport[] = [safetensors, onnx, gguf, huggingFace];
