import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import { printable, shorten } from '../../quality/printable.ts';
import type { BuildEvent } from '../../workers/build.ts';
import type { Output } from '../console-output.ts';
import { barText, progressText } from './progress-text.ts';
import { type ProgressView, trackProgress } from './progress-tracker.ts';

/** Shows a build's events to people until `close`. */
export interface BuildDisplay {
  readonly show: (event: BuildEvent) => void;
  readonly close: () => void;
}

const widest = 100;
const linePeriodMs = 10_000;
const linesPerBuild = 10;

/** At a terminal one live region; else plain lines, one every 10 % or 10 s, without escape codes. */
export function openBuildDisplay(output: Output, clock: () => number): BuildDisplay {
  const track = trackProgress();
  const live = output.people.isTTY === true && process.env['TERM'] !== 'dumb';
  const place = live ? liveRegion(output) : plainLines(output, clock);
  return {
    show: (event) => {
      if (event.type === 'progress') place.progress(track(event.progress, event.liveRecords, clock()));
      else for (const line of linesOf(event)) place.line(line);
    },
    close: place.close,
  };
}

interface Place {
  readonly line: (text: string) => void;
  readonly progress: (view: ProgressView) => void;
  readonly close: () => void;
}

function liveRegion({ people, line }: Output): Place {
  const region = createLogUpdate(people);
  let shown = '';
  return {
    line: (text) => {
      region.clear();
      line(text);
      if (shown !== '') region(shown);
    },
    progress: (view) => {
      const width = Math.min(widest, people.columns ?? widest) - 1;
      const bar = barText(view.share);
      const text = shorten(printable(progressText(view)), Math.max(1, width - bar.length - 1));
      shown = `${pc.cyan(bar)} ${text}`;
      region(shown);
    },
    close: () => {
      region.clear();
      region.done();
    },
  };
}

function plainLines({ line }: Output, clock: () => number): Place {
  let last: { readonly ms: number; readonly step: number } | undefined;
  return {
    line,
    progress: (view) => {
      const now = clock();
      const step = Math.floor(view.share * linesPerBuild);
      if (last !== undefined && now - last.ms < linePeriodMs && step === last.step) return;
      last = { ms: now, step };
      line(progressText(view));
    },
    close: () => undefined,
  };
}

function linesOf(event: Exclude<BuildEvent, { type: 'progress' }>): string[] {
  switch (event.type) {
    case 'note':
      return [event.text];
    case 'server':
      return [`${event.started ? 'Started' : 'Using'} Temporal at ${event.address}`];
    case 'started':
      return [
        `${event.resumed ? 'Resumed' : 'Started'} ${event.workflowId}`,
        ...(event.url === null ? [] : [`Watch it at ${event.url}`]),
      ];
  }
}
