/** A place in a training stream. Independent of ranks and threads: any number of either goes on from here. */
export interface Cursor {
  readonly format: 'millrace-cursor/1';
  /** SHA-256 of the manifest that is streamed. */
  readonly manifestSha256: string;
  readonly content: 'tokens' | 'documents' | 'images';
  readonly split: 'train' | 'holdout';
  readonly seed: number;
  readonly epoch: number;
  /** Samples of the epoch, over all ranks, that come before this place. */
  readonly position: number;
}
