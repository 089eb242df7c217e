/** How fast a process trains, by its own clock. */
export interface Speed {
  /** Counts a step that is done, with its tokens. */
  readonly add: (step: number, tokens: number) => void;
  /** Counts time in which a step had no batch yet. */
  readonly waited: (ms: number) => void;
  readonly seconds: () => number;
  /** Over the whole process. */
  readonly tokensPerSecond: () => number;
  /**
   * Tokens per second and the time that the steps left take at that, without the first step of this process, which also
   * makes the graph; undefined before the second.
   */
  readonly pace: () => { readonly tokensPerSecond: number; readonly secondsLeft: number } | undefined;
  /** Share of this process's steps in which they waited for batches, in [0, 1]. */
  readonly dataWait: () => number;
  /** The clock's side of a report. */
  readonly timing: () => { readonly timeMs: number; readonly seconds: number; readonly tokensPerSecond: number };
}

/** A clock that starts now, before the step after `from`. */
export function openSpeed(from: number, steps: number): Speed {
  const startMs = performance.now();
  let tokens = 0;
  let step = from;
  let lastMs = startMs;
  let lately = 0;
  let waitedMs = 0;
  let first: { readonly ms: number; readonly step: number; readonly tokens: number } | undefined;
  const seconds = (): number => (performance.now() - startMs) / 1000;
  const tokensPerSecond = (): number => tokens / Math.max(1e-3, seconds());
  return {
    add: (done, more) => {
      const nowMs = performance.now();
      step = done;
      tokens += more;
      lately = more / Math.max(1e-6, (nowMs - lastMs) / 1000);
      lastMs = nowMs;
      first ??= { ms: nowMs, step, tokens };
    },
    waited: (ms) => {
      waitedMs += ms;
    },
    dataWait: () => waitedMs / Math.max(1, performance.now() - startMs),
    seconds,
    tokensPerSecond,
    pace: () => {
      if (first === undefined || step === first.step) return undefined;
      const passed = Math.max(1e-3, (performance.now() - first.ms) / 1000);
      return {
        tokensPerSecond: (tokens - first.tokens) / passed,
        secondsLeft: Math.ceil(((steps - step) * passed) / (step - first.step)),
      };
    },
    timing: () => ({ timeMs: Date.now(), seconds: seconds(), tokensPerSecond: lately }),
  };
}
