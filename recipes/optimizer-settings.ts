import type { z } from 'zod';
import { defaultDecayShare } from '../training/learning-rate.ts';
import type { RunSettings } from '../training/run-settings.ts';

/** What a run's entry says of its optimizer and schedule, before what depends on other keys is filled in. */
export interface GivenOptimizer {
  readonly optimizer: 'adamw' | 'sgd';
  readonly momentum?: number;
  readonly weightDecay?: number;
  readonly schedule: NonNullable<RunSettings['schedule']>;
  readonly decayShare?: number;
}

/** Defaults that depend on other keys; issues for a key of another optimizer or schedule than the entry's. */
export function optimizerOf(
  { optimizer, momentum, weightDecay, schedule, decayShare }: GivenOptimizer,
  context: z.core.$RefinementCtx,
  index: number,
): Pick<RunSettings, 'optimizer' | 'momentum' | 'weightDecay' | 'schedule' | 'decayShare'> {
  const refuse = (key: string, of: string, found: unknown): void => {
    const message = `expected ${of} beside it, found ${String(found)}`;
    context.addIssue({ code: 'custom', path: [index, key], message });
  };
  if (momentum !== undefined && optimizer !== 'sgd') refuse('momentum', 'optimizer: sgd', optimizer);
  if (decayShare !== undefined && schedule !== 'wsd') refuse('decayShare', 'schedule: wsd', schedule);
  return {
    optimizer,
    ...(optimizer === 'sgd' ? { momentum: momentum ?? 0.9 } : {}),
    weightDecay: weightDecay ?? (optimizer === 'sgd' ? 0 : 0.1),
    schedule,
    ...(schedule === 'wsd' ? { decayShare: decayShare ?? defaultDecayShare } : {}),
  };
}
