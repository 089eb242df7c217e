import { createLogUpdate } from 'log-update';
import { countText } from '../../quality/number-text.ts';
import { barText } from '../build/progress-text.ts';

/** Tells on a stream for people how far a reading is; `close` leaves nothing of a live line behind. */
export interface StreamProgress {
  readonly show: (samples: number) => void;
  readonly close: () => void;
}

const livePeriodMs = 100;
const linePeriodMs = 10_000;
const linesInAll = 10;

/** `total` is the number of samples to be read, infinite where it is not known. At a terminal one live line; else a line every 10 % or 10 s. */
export function streamProgress(people: NodeJS.WriteStream, total: number, clock: () => number): StreamProgress {
  const live = people.isTTY === true && process.env['TERM'] !== 'dumb';
  const region = live ? createLogUpdate(people) : undefined;
  const startMs = clock();
  let last = { ms: startMs, step: 0 };
  const textOf = (samples: number, now: number): string => {
    const share = Math.min(1, samples / total);
    const counted = countText(samples);
    const rate = `${countText((1000 * samples) / Math.max(1, now - startMs))}/s`;
    if (total === Number.POSITIVE_INFINITY) return `${counted} samples, ${rate}`;
    return `${live ? `${barText(share)} ` : ''}${Math.floor(100 * share)} %  ${counted} of ${countText(total)} samples, ${rate}`;
  };
  return {
    show: (samples) => {
      const now = clock();
      const step = Math.floor((linesInAll * samples) / total);
      const due = live ? now - last.ms >= livePeriodMs : now - last.ms >= linePeriodMs || step > last.step;
      if (!due) return;
      last = { ms: now, step };
      if (region === undefined) people.write(`${textOf(samples, now)}\n`);
      else region(textOf(samples, now));
    },
    close: () => {
      region?.clear();
      region?.done();
    },
  };
}
