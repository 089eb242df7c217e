import { countText } from '../../quality/number-text.js';
import { durationText } from './progress-text.js';
/** Part of a run's steps that are done, in [0, 1]. */
export function trainingShare({ step, steps }) {
    return steps === 0 ? 0 : step / steps;
}
/**
 * `step 120 of 400 · loss 0.231, validation 0.301 · 21,000 tokens/s · about 40 s left`. Before the first step the run's
 * name; while something else is done, that instead of the speed. At most 100 columns up to a billion steps.
 */
export function trainingText(progress) {
    const { run, step, steps, loss, validationLoss, tokensPerSecond, secondsLeft, note, unit = 'tokens' } = progress;
    if (step === 0)
        return `${run} · ${note || 'starting'}`;
    const parts = [`step ${countText(step)} of ${countText(steps)}`];
    if (loss !== null) {
        const validation = validationLoss === null ? '' : `, validation ${validationLoss.toFixed(3)}`;
        parts.push(`loss ${loss.toFixed(3)}${validation}`);
    }
    if (note !== '')
        return [...parts, note].join(' · ');
    if (tokensPerSecond !== null)
        parts.push(`${countText(Math.round(tokensPerSecond))} ${unit}/s`);
    if (secondsLeft !== null)
        parts.push(`about ${durationText(secondsLeft)} left`);
    return parts.join(' · ');
}
//# sourceMappingURL=training-text.js.map