import type { SampleGroup } from './sample-group.ts';
import type { WindowMemory } from './window-memory.ts';

/** A group to be read in an epoch: its shard's key, and the place in the window's `slots` of its first sample. */
export interface GroupTask extends SampleGroup {
  readonly key: string;
  readonly firstSlot: number;
  readonly epoch: number;
}

/**
 * Reads groups of one content into a window's memory. `fetch` waits for storage, `place` takes the processor;
 * `predownload` brings what a later window needs nearer.
 */
export interface GroupReader<Fetched> {
  /** How many groups a thread fetches at once, 1 by default, each in memory. */
  readonly ahead?: number;
  readonly fetch: (task: GroupTask) => Promise<Fetched>;
  readonly place: (task: GroupTask, fetched: Fetched, memory: WindowMemory) => void | Promise<void>;
  readonly predownload?: (task: GroupTask) => Promise<void>;
}

/** Writes what stands beside a sample's tokens: its label, and where it came from. `row` counts from the group's first. */
export function placeOrigin(memory: WindowMemory, slot: number, task: SampleGroup, row: number, label: number): void {
  memory.labels[slot] = label;
  memory.shards[slot] = task.shard;
  memory.rows[slot] = task.firstRow + row;
}
