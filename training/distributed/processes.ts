import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Message, parseMessage } from './messages.ts';

/** A command, with all that it needs. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** How long processes may take to write a checkpoint when they are stopped, and to end after their last message. */
export interface Patience {
  readonly stopMs: number;
  readonly endMs: number;
}

const usualPatience: Patience = { stopMs: 50_000, endMs: 20_000 };

/** The processes of a run ended before they had done what was asked; another try may succeed. */
export class ProcessesDied extends Error {
  override readonly name = 'ProcessesDied';
}

/**
 * Starts a launcher in a process group of its own and hands its messages to `onMessage`, one after the other: while one is
 * being handled the processes wait with the next. Resolves when all have ended.
 *
 * When `signal` aborts they are asked to write a checkpoint and end; what does not in time is killed.
 * They hold our end of their standard input: when this process dies, by whatever, they see it closed, and end.
 * Rejects with what `onMessage` throws, with the error that they tell, and with {@link ProcessesDied} when the launcher
 * ends with another exit code than 0.
 */
export async function followProcesses(
  { program, args, env }: Command,
  signal: AbortSignal,
  onMessage: (message: Message) => Promise<void>,
  patience: Patience = usualPatience,
): Promise<void> {
  const child = spawn(program, args, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, name) => resolve(code === 0 ? '' : (name ?? `exit ${code}`)));
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    errors = (errors + piece).slice(-20_000);
  });
  // A launcher that is gone already is told of by its end; ranks that it left behind see their input closed.
  child.stdin.on('error', () => undefined);
  child.once('exit', () => child.stdin.destroy());
  const processIds: number[] = [];
  let killing: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.stdin.write('stop\n');
    killing = setTimeout(() => kill(child, processIds), patience.stopMs);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = parseMessage(line);
      if (message === undefined) continue;
      if (message.millrace === 'started') processIds.push(...message.processIds);
      await onMessage(message);
    }
    const overdue = setTimeout(() => kill(child, processIds), patience.endMs);
    const reason = await ended;
    clearTimeout(overdue);
    if (reason !== '') throw new ProcessesDied(`${reason}${lastError(errors)}`);
  } finally {
    clearTimeout(killing);
    signal.removeEventListener('abort', stop);
    kill(child, processIds);
    await ended;
  }
}

/** Ends the launcher's group and the ranks, which launchers put into groups of their own. */
function kill(child: ChildProcess, processIds: readonly number[]): void {
  child.stdin?.destroy();
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  for (const id of [-child.pid, ...processIds]) {
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It has ended.
    }
  }
}

/** The line of a standard error that names an error, or the last one. */
function lastError(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  // torchrun's own error says no more than that a rank had one.
  const isError = (line: string): boolean =>
    /^(\[rank\d+\]: ?)?[\w.]*(Error|Exception)\b/.test(line) && !line.includes('ChildFailedError');
  const line = lines.findLast(isError) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim()}`;
}
