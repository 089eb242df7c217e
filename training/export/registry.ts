import { gguf } from './gguf/gguf.ts';
import { huggingFace } from './hugging-face.ts';
import type { ModelExport } from './model-export.ts';
import type { ModelFormat } from './model-formats.ts';
import { onnx } from './onnx/onnx.ts';
import { safetensors } from './safetensors.ts';

/** Every format that `export-model` writes. */
export const modelExports: Readonly<Record<ModelFormat, ModelExport>> = {
  safetensors,
  onnx,
  gguf,
  'hugging-face': huggingFace,
};
