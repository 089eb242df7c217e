import { MillraceError } from '../../core/errors.ts';
import type { HostTensor } from '../host-tensor.ts';
import type { RunConfig } from '../run-config.ts';
import { baseModel } from '../run-model.ts';
import { mergeLora } from './merge-lora.ts';

/**
 * A run's weights for the model as its definition builds it: where the run trained adapters, they are merged into the
 * weights beside them. What is written for other programs, or begins another run, is this.
 * Throws MillraceError `not-plain` (usage) for a run that trained a prompt.
 */
export function plainWeights(
  config: RunConfig,
  weights: ReadonlyMap<string, HostTensor>,
): ReadonlyMap<string, HostTensor> {
  const { tune } = config.settings;
  if (tune === undefined) return weights;
  if ('lora' in tune) return mergeLora(weights, baseModel(config), tune.lora);
  throw new MillraceError('not-plain', `run ${config.run} trained a prompt, which a model by itself has no place for`, {
    kind: 'usage',
    hint: 'take the run that it began with, or one of tune: lora',
  });
}

/** The settings of a run whose adapters are merged. */
export function plainConfig<Config extends RunConfig>(config: Config): Config {
  const { tune: _, ...settings } = config.settings;
  return { ...config, settings };
}
