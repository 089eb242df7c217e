/** What records of every kind have. */
export interface BuildItem {
  readonly id: string;
  readonly source: string;
}

/**
 * A record between two phases of a build. `ordinal` is its place among the records of its partition, `textHash` the hash
 * of its text, or of its image file's bytes, as it was read, `evidence` what stages noted of it so far, as a fate has it.
 * `utf8` is its text once more, where that is at hand: no file has it.
 */
export interface BuildRecord<Item extends BuildItem> {
  readonly ordinal: number;
  readonly item: Item;
  readonly evidence: string | null;
  readonly textHash: string | null;
  readonly utf8?: Uint8Array;
}
