/** What a server takes on. */
export interface ServingLimits {
  /** Texts that are generated side by side. */
  readonly batch: number;
  /** Texts that may wait behind them; a request beyond is refused with 429. */
  readonly queue: number;
  /** Most tokens of one text. */
  readonly tokens: number;
  /** Most choices of one request: prompts times `n`. */
  readonly choices: number;
  /** Most bytes of a request's body. */
  readonly bodyBytes: number;
  /** Time from a request to its last token. */
  readonly timeoutMs: number;
  /** How long a stop waits for requests that are being answered. */
  readonly stopMs: number;
}

export const defaultLimits: ServingLimits = {
  batch: 8,
  queue: 64,
  tokens: 4096,
  choices: 16,
  bodyBytes: 2 ** 20,
  timeoutMs: 120_000,
  stopMs: 10_000,
};
