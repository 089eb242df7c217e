import { createLogUpdate } from 'log-update';
import { countText } from '../../quality/number-text.js';
import { barText } from '../build/progress-text.js';
const livePeriodMs = 100;
const linePeriodMs = 10_000;
const linesInAll = 10;
/** `total` is the number of samples to be read. At a terminal one live line; else a line every 10 % or 10 s. */
export function streamProgress(people, total, clock) {
    const live = people.isTTY === true && process.env['TERM'] !== 'dumb';
    const region = live ? createLogUpdate(people) : undefined;
    const startMs = clock();
    let last = { ms: startMs, step: 0 };
    const textOf = (samples, now) => {
        const share = Math.min(1, samples / total);
        const rate = `${countText((1000 * samples) / Math.max(1, now - startMs))}/s`;
        return `${live ? `${barText(share)} ` : ''}${Math.floor(100 * share)} %  ${countText(samples)} of ${countText(total)} samples, ${rate}`;
    };
    return {
        show: (samples) => {
            const now = clock();
            const step = Math.floor((linesInAll * samples) / total);
            const due = live ? now - last.ms >= livePeriodMs : now - last.ms >= linePeriodMs || step > last.step;
            if (!due)
                return;
            last = { ms: now, step };
            if (region === undefined)
                people.write(`${textOf(samples, now)}\n`);
            else
                region(textOf(samples, now));
        },
        close: () => {
            region?.clear();
            region?.done();
        },
    };
}
//# sourceMappingURL=stream-progress.js.map