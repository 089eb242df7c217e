import type { RunSettings } from './run-settings.ts';

type ScheduleSettings = Pick<
  RunSettings,
  'steps' | 'warmupSteps' | 'learningRate' | 'minLearningRate' | 'schedule' | 'decayShare'
>;

/** Share of the steps over which `wsd` falls where nothing else is said: that of its paper. */
export const defaultDecayShare = 0.1;

/**
 * Learning rate of a step, counted from 1. It rises linearly over the warm-up, then goes as `schedule` says to
 * `minLearningRate` at the last step:
 *
 * - `cosine`: along half a cosine. Loshchilov and Hutter 2017, with the warm-up of nanoGPT.
 * - `linear`: along a line.
 * - `constant`: it stays.
 * - `wsd`: it stays, and falls along a line over the last `decayShare` of the steps. Hu et al. 2024 (MiniCPM); the line
 *   is that of Hägele et al. 2024.
 */
export function learningRateAt(step: number, settings: ScheduleSettings): number {
  const { warmupSteps, learningRate, minLearningRate } = settings;
  if (step <= warmupSteps) return (learningRate * step) / warmupSteps;
  return minLearningRate + shareLeft(step, settings) * (learningRate - minLearningRate);
}

/** What is left of the way from the lowest to the highest rate. */
function shareLeft(step: number, { steps, warmupSteps, schedule = 'cosine', decayShare }: ScheduleSettings): number {
  switch (schedule) {
    case 'cosine':
      return 0.5 * (1 + Math.cos(Math.PI * passedSince(warmupSteps, step, steps)));
    case 'linear':
      return 1 - passedSince(warmupSteps, step, steps);
    case 'constant':
      return 1;
    case 'wsd': {
      const falling = Math.max(1, Math.round((decayShare ?? defaultDecayShare) * steps));
      return 1 - passedSince(Math.max(warmupSteps, steps - falling), step, steps);
    }
  }
}

/** Share that has passed at `step` of the steps after `begin`; all of it where there are none. */
function passedSince(begin: number, step: number, steps: number): number {
  return steps <= begin ? 1 : Math.min(1, Math.max(0, (step - begin) / (steps - begin)));
}
