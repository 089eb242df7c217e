import { countText } from '../../quality/number-text.ts';
import type { TrainingProgress } from '../../workflows/training-contract.ts';
import { durationText } from './progress-text.ts';

/** Part of a run's steps that are done, in [0, 1]. */
export function trainingShare({ step, steps }: TrainingProgress): number {
  return steps === 0 ? 0 : step / steps;
}

/** `spam-mail-spam-1f2e3d4c: step 120 of 400 · loss 0.231, validation 0.301 · 21,000 tokens/s · about 40 s left`. */
export function trainingText(progress: TrainingProgress): string {
  const { run, step, steps, loss, validationLoss, tokensPerSecond, secondsLeft, note } = progress;
  const parts = [step === 0 ? run : `${run}: step ${countText(step)} of ${countText(steps)}`];
  if (note !== '' || step === 0) parts.push(note || 'starting');
  if (loss !== null) {
    const validation = validationLoss === null ? '' : `, validation ${validationLoss.toFixed(3)}`;
    parts.push(`loss ${loss.toFixed(3)}${validation}`);
  }
  if (tokensPerSecond !== null) parts.push(`${countText(Math.round(tokensPerSecond))} tokens/s`);
  if (secondsLeft !== null) parts.push(`about ${durationText(secondsLeft)} left`);
  return parts.join(' · ');
}
