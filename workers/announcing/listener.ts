/** One who is told of a build. */
export interface Listener {
  /** Tells listeners of one announcement apart; lies in Temporal while a delivery is retried, so it holds no secret. */
  readonly key: string;
  /** Rejects where it was not told; the message says why, without a secret. */
  readonly tell: () => Promise<void>;
}

/**
 * Tells all that are not in `told` yet, at once, and adds those who were; one who cannot be reached holds up no other.
 * Gives what went wrong, a sentence each.
 */
export async function tellAll(listeners: readonly Listener[], told: string[]): Promise<readonly string[]> {
  const waiting = listeners.filter(({ key }) => !told.includes(key));
  const problems = await Promise.all(
    waiting.map(async ({ key, tell }) => {
      try {
        await tell();
        told.push(key);
        return [];
      } catch (error) {
        return [error instanceof Error ? error.message : String(error)];
      }
    }),
  );
  return problems.flat();
}
