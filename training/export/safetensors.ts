import { encodeSafetensors } from '../checkpoints/safetensors.ts';
import type { ModelExport } from './model-export.ts';

/** The weights alone, in float32, by the names that `docs/models.md` tells of; PyTorch's readers take the file as theirs. */
export const safetensors: ModelExport = {
  name: 'safetensors',
  writes: 'file',
  encode: async ({ config, step, weights }) => {
    const { model, objective } = config.settings;
    const metadata = {
      format: 'pt',
      run: config.run,
      step: String(step),
      model: model.name,
      objective: objective.name,
    };
    return { bytes: encodeSafetensors(weights, metadata), notes: [] };
  },
};
