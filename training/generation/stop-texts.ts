/** Watches a text that comes in pieces for texts that end it. */
export interface StopTexts {
  /** What of the text so far is surely before any of them. */
  readonly add: (piece: string) => string;
  /** What was held back, when the text has ended otherwise. */
  readonly end: () => string;
  /** Whether one of them has come. Nothing of it, and nothing after it, is given. */
  readonly met: () => boolean;
}

/** Cost of a piece: its length, and the longest stop's, times the number of stops. */
export function newStopTexts(stops: readonly string[]): StopTexts {
  let held = '';
  let met = false;
  return {
    met: () => met,
    add: (piece) => {
      if (met) return '';
      held += piece;
      const places = stops.map((stop) => held.indexOf(stop)).filter((place) => place >= 0);
      if (places.length > 0) {
        met = true;
        const before = held.slice(0, Math.min(...places));
        held = '';
        return before;
      }
      const kept = Math.max(0, ...stops.map((stop) => commonEnd(held, stop)));
      const settled = held.slice(0, held.length - kept);
      held = held.slice(held.length - kept);
      return settled;
    },
    end: () => {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** The length of the longest end of `text` that `stop` begins with. */
function commonEnd(text: string, stop: string): number {
  let length = Math.min(text.length, stop.length - 1);
  while (length > 0 && !stop.startsWith(text.slice(text.length - length))) length--;
  return length;
}
