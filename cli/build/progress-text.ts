import { countText } from '../../quality/number-text.ts';
import type { ProgressView } from './progress-tracker.ts';

const barCells = 24;

/** A bar of blocks for a part of the whole. */
export function barText(share: number): string {
  const full = Math.floor(share * barCells);
  return '█'.repeat(full) + '░'.repeat(barCells - full);
}

/** What a view says beside its bar: ` 46 %  map-0 (1 of 6), job 3 of 8 · 12,345 records, 1,204/s · about 12 s left`. */
export function progressText(view: ProgressView): string {
  const { phase, phaseNumber, phases, jobsDone, jobs, records, recordsPerSecond, secondsLeft } = view;
  const done = `${String(Math.floor(view.share * 100)).padStart(3)} %  ${phase} (${phaseNumber} of ${phases})`;
  const rate = recordsPerSecond === null ? '' : `, ${countText(recordsPerSecond)}/s`;
  const parts = [`${done}, ${jobsDone} of ${jobs} jobs`];
  // Some phases compare or count what is no record.
  if (records > 0) parts.push(`${countText(records)} records${rate}`);
  if (secondsLeft !== null) parts.push(`about ${durationText(secondsLeft)} left`);
  return parts.join(' · ');
}

/** Seconds for people: `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
