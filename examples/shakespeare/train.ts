import type { TrainingEngine } from '../../training/engine.ts';
import type { CharacterText } from './characters.ts';
import { configuration, learningRates } from './configuration.ts';
import { allWindows, drawStarts, windowInputs } from './windows.ts';

export interface StepNews {
  readonly step: number;
  readonly loss: number;
  /** Since the first step began. */
  readonly seconds: number;
}

/** Trains for all steps; gives the seconds that they took. */
export function train(
  engine: TrainingEngine,
  { training }: CharacterText,
  onStep: (news: StepNews) => void,
  seed: number = configuration.seed,
): number {
  const { batch } = configuration;
  const starts = drawStarts(training.length, seed);
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  for (const [index, learningRate] of learningRates.entries()) {
    const inputs = windowInputs(training, starts.subarray(index * batch, (index + 1) * batch));
    const { loss } = engine.step([inputs], { step: index + 1, learningRate });
    onStep({ step: index + 1, loss, seconds: elapsed() });
  }
  return elapsed();
}

/** Mean loss over the whole validation split, each token judged once. */
export function validationLoss(engine: TrainingEngine, { validation }: CharacterText): number {
  let lossSum = 0;
  let targets = 0;
  for (const batch of allWindows(validation)) {
    lossSum += engine.evaluate(batch)['lossSum']?.[0] ?? Number.NaN;
    targets += batch.targets;
  }
  return lossSum / targets;
}
