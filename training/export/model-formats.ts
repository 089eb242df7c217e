/** Formats in which a trained model can be written, as `--to` names them, each with what it is. */
export const modelFormats = {
  safetensors: 'the weights by name in one file, float32',
  onnx: 'the model with its head as an ONNX graph of opset 17',
  gguf: 'a language model with its tokenizer in one file, as llama.cpp runs it (gpt, llama)',
  'hugging-face': "a folder for transformers' from_pretrained: gpt, llama, bert, t5, vit",
} as const;

export type ModelFormat = keyof typeof modelFormats;
