import type { Announcement } from '../../workflows/contract.ts';

/** Tells those who listen what happened to a build. */
export async function announce(_announcement: Announcement): Promise<void> {
  await Promise.resolve();
}
