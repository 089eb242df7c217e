// Compiled from products.as by generate.ts; not to be edited.

/** Bytes of the kernel, base64. */
export const wasm =
  'AGFzbQEAAAABCAFgA39/fwF/Ag8BA2VudgZtZW1vcnkCAAADAgEABxQCB3Byb2R1Y3QAAAZtZW1vcnkCAApPAU0CAXsBfwNAIAIgBEoEQCADIAAgBGr9AAQAIAEgBGr9AAQA/boB/a4BIQMgBEEQaiEEDAELCyAD/RsAIAP9GwFqIAP9GwJqIAP9GwNqCw==';
