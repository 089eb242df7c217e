/** What a server takes on. */
export interface ServingLimits {
  /** Texts that are generated side by side. */
  readonly batch: number;
  /** Texts, or requests with images, that may wait behind them; a request beyond is refused with 429. */
  readonly queue: number;
  /** Most tokens of one text. */
  readonly tokens: number;
  /** Most choices of one request: prompts times `n`. */
  readonly choices: number;
  /** Most bytes of a request's body. */
  readonly bodyBytes: number;
  /** Most pixels of an image, by its header. */
  readonly pixels: number;
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
  pixels: 2 ** 25,
  timeoutMs: 120_000,
  stopMs: 10_000,
};

/** Bytes of a request with images, unless more or less is asked for. */
export const imageBodyBytes: number = 16 * 2 ** 20;
