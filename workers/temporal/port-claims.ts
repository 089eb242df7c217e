import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isRunning, processStart } from '../../storage/process-identity.ts';

/** A claim's file is named `PORT.PROCESS.` and something of its own, and says since when the process runs and which folder's server it uses. */
interface Claim {
  readonly start: string;
  readonly folder: string;
}

/**
 * Notes for all processes of this user that this one uses the ports for `folder`'s server: a server that dies comes back
 * on its ports, which nobody listens on in the meantime. The claim ends with the process, or by the function returned.
 * Where the claim cannot be written there is none.
 */
export function claimPorts(folder: string, ports: readonly number[]): () => void {
  const paths = ports.map((port) => join(claimsFolder(), `${port}.${process.pid}.${randomUUID()}`));
  const claim: Claim = { start: processStart(process.pid) ?? '', folder };
  try {
    mkdirSync(claimsFolder(), { recursive: true, mode: 0o700 });
    for (const path of paths) writeFileSync(path, JSON.stringify(claim));
  } catch {
    return () => undefined;
  }
  return () => {
    for (const path of paths) rmSync(path, { force: true });
  };
}

/** Whether a process that runs uses the port for the server of another folder. Removes claims of processes that ended. */
export function isClaimedByAnother(port: number, folder: string): boolean {
  let claimed = false;
  for (const name of claimsOf(port)) {
    const path = join(claimsFolder(), name);
    const claim = readClaim(path);
    if (claim === undefined) continue;
    if (!isRunning(Number(name.split('.')[1]), claim.start)) rmSync(path, { force: true });
    else if (claim.folder !== folder) claimed = true;
  }
  return claimed;
}

function claimsOf(port: number): readonly string[] {
  try {
    return readdirSync(claimsFolder()).filter((name) => name.startsWith(`${port}.`));
  } catch {
    return [];
  }
}

function readClaim(path: string): Claim | undefined {
  try {
    const { start, folder } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Claim>;
    return typeof start === 'string' && typeof folder === 'string' ? { start, folder } : undefined;
  } catch {
    return undefined;
  }
}

function claimsFolder(): string {
  return join(tmpdir(), `millrace-ports-${userInfo().uid}`);
}
