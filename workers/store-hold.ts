import { randomUUID } from 'node:crypto';
import { MillraceError } from '../core/errors.ts';
import { livesHere, ownProcess, type ProcessRecord } from '../storage/process-identity.ts';
import type { Storage } from '../storage/storage.ts';

const folder = 'temporal/active/';
const sweepKey = 'temporal/sweep.json';
const beatMs = 60_000;
/** One elsewhere that has not said for so long that it lives is taken to be gone. Clocks may differ by half of it. */
const patienceMs = 10 * 60_000;

/** One that uses a store, or sweeps it, and when it last said so. */
export interface StoreUser extends ProcessRecord {
  readonly at: number;
}

/** What a process has of a store until it gives it up. */
export interface StoreHold {
  /** Throws MillraceError `store-busy` where this process slept for so long that others may take it to be gone. */
  requireHeld(): void;
  release(): Promise<void>;
}

/**
 * Says in the store that this process takes part in its builds, so that nothing that they need is swept, on whatever
 * machine. A put each minute, as long as it is held.
 *
 * @throws {MillraceError} `store-busy` while `gc` deletes
 */
export async function holdStore(storage: Storage): Promise<StoreHold> {
  const key = `${folder}${randomUUID()}.json`;
  const hold = await beat(storage, key);
  // Each writes first and looks then, so of a builder and a sweeper at once at least one sees the other.
  const sweeper = await readUser(storage, sweepKey);
  if (sweeper === undefined || !lives(sweeper)) return hold;
  await hold.release();
  throw busy(
    storage,
    `\`millrace gc\` is deleting (process ${sweeper.pid} on ${sweeper.machine})`,
    'wait until it ends',
  );
}

/**
 * Keeps builds from beginning while the store is swept.
 *
 * @throws {MillraceError} `store-busy` where some process takes part in builds, or sweeps
 */
export async function holdForSweep(storage: Storage): Promise<StoreHold> {
  const own = Buffer.from(JSON.stringify(thisUser()));
  const found = await storage.getTagged(sweepKey);
  const other = found === undefined ? undefined : parseUser(found.bytes);
  const taken =
    found === undefined
      ? await storage.putIfAbsent(sweepKey, own)
      : (other === undefined || !lives(other)) && (await storage.replaceIf(sweepKey, own, found.tag));
  if (!taken) throw busy(storage, 'another `millrace gc` is at it', 'wait until it ends');
  const hold = await beat(storage, sweepKey);
  try {
    await requireUnused(storage);
    return hold;
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** @throws {MillraceError} `store-busy` where some process takes part in builds of the store */
export async function requireUnused(storage: Storage): Promise<void> {
  for (const { key } of await storage.list(folder)) {
    const user = await readUser(storage, key);
    if (user !== undefined && lives(user)) {
      const hint = 'let it end first; npx millrace status shows what runs on this machine';
      throw busy(storage, `process ${user.pid} on ${user.machine} takes part in its builds`, hint);
    }
    await storage.delete(key);
  }
}

async function beat(storage: Storage, key: string): Promise<StoreHold> {
  const say = (): Promise<void> => storage.put(key, Buffer.from(JSON.stringify(thisUser())));
  await say();
  let saidAt = Date.now();
  let saying: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // One that fails is made good by the next; where all do, so does the build.
    saying = say().then(
      () => {
        saidAt = Date.now();
      },
      () => undefined,
    );
  }, beatMs);
  timer.unref();
  return {
    requireHeld: () => {
      if (Math.abs(Date.now() - saidAt) < patienceMs / 2) return;
      throw busy(
        storage,
        'this process was asleep, so that others may have taken its turn',
        'run the same command again',
      );
    },
    release: async () => {
      clearInterval(timer);
      await saying;
      await storage.delete(key).catch(() => undefined);
    },
  };
}

function thisUser(): StoreUser {
  return { ...ownProcess(), at: Date.now() };
}

function lives(user: StoreUser): boolean {
  return livesHere(user) ?? Math.abs(Date.now() - user.at) < patienceMs;
}

async function readUser(storage: Storage, key: string): Promise<StoreUser | undefined> {
  const found = await storage.getTagged(key);
  return found === undefined ? undefined : parseUser(found.bytes);
}

/** Undefined for what no process wrote. */
function parseUser(bytes: Uint8Array): StoreUser | undefined {
  try {
    const user = JSON.parse(Buffer.from(bytes).toString()) as StoreUser;
    return typeof user.pid === 'number' && typeof user.at === 'number' ? user : undefined;
  } catch {
    return undefined;
  }
}

function busy(storage: Storage, message: string, hint: string): MillraceError {
  return new MillraceError('store-busy', message, { at: storage.location, hint });
}
