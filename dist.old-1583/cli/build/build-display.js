import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import { printable, shorten } from '../../quality/printable.js';
import { barText, progressText } from './progress-text.js';
import { trackProgress } from './progress-tracker.js';
import { trainingShare, trainingText } from './training-text.js';
const widest = 100;
const linePeriodMs = 10_000;
const linesPerBuild = 10;
/** At a terminal one live region; else plain lines, one every 10 % or 10 s, without escape codes. */
export function openBuildDisplay(output, clock) {
    const track = trackProgress();
    const live = output.people.isTTY === true && process.env['TERM'] !== 'dumb';
    const place = live ? liveRegion(output) : plainLines(output, clock);
    return {
        show: (event) => {
            if (event.type === 'progress') {
                const view = track(event.progress, event.liveRecords, clock());
                place.progress({ share: view.share, text: progressText(view) });
            }
            else if (event.type === 'training') {
                place.progress({ share: trainingShare(event.progress), text: trainingText(event.progress) });
            }
            else
                for (const line of linesOf(event))
                    place.line(line);
        },
        close: place.close,
    };
}
function liveRegion({ people, line }) {
    const region = createLogUpdate(people);
    let shown = '';
    return {
        line: (text) => {
            region.clear();
            line(text);
            if (shown !== '')
                region(shown);
        },
        progress: ({ share, text }) => {
            const width = Math.min(widest, people.columns ?? widest) - 1;
            const bar = barText(share);
            shown = `${pc.cyan(bar)} ${shorten(printable(text), Math.max(1, width - bar.length - 1))}`;
            region(shown);
        },
        close: () => {
            region.clear();
            region.done();
        },
    };
}
function plainLines({ line }, clock) {
    let last;
    return {
        line,
        progress: ({ share, text }) => {
            const now = clock();
            const step = Math.floor(share * linesPerBuild);
            if (last !== undefined && now - last.ms < linePeriodMs && step === last.step)
                return;
            last = { ms: now, step };
            line(text);
        },
        close: () => undefined,
    };
}
function linesOf(event) {
    switch (event.type) {
        case 'note':
        case 'stage':
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
//# sourceMappingURL=build-display.js.map