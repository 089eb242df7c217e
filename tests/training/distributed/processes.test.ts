import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../../storage/package-root.ts';
import type { Message } from '../../../training/distributed/messages.ts';
import { followProcesses } from '../../../training/distributed/processes.ts';
import { isAlive } from '../../journeys/build-command.ts';

const started = `const started = (...processIds) => console.log(JSON.stringify({ millrace: 'started', library: 'pytorch',
  version: '2', device: 'cpu', deviceName: 'x', processIds }));`;

/** Follows a program of Node.js, and gives what it told. `onTold` hears each message, and may stop the program. */
async function follow(
  program: string,
  onTold: (message: Message, stop: () => void) => void = () => undefined,
  stopLimitMs = 20_000,
) {
  const told: Message[] = [];
  const stop = new AbortController();
  const command = { program: process.execPath, args: ['-e', started + program], env: process.env };
  const over = followProcesses(
    command,
    stop.signal,
    async (message) => {
      told.push(message);
      onTold(message, () => stop.abort());
    },
    { stopMs: stopLimitMs, endMs: 20_000 },
  );
  return { told, error: await over.then(() => undefined).catch((error: Error) => error) };
}

function idsIn(message: Message | undefined): readonly number[] {
  return message?.millrace === 'started' ? message.processIds : [];
}

test('a program that is asked to stop tells what it still has to tell', async () => {
  const waits = `started(process.pid);
    process.stdin.once('data', (heard) => { if (String(heard) === 'stop\\n') { started(1); process.exit(0); } });`;
  const { told, error } = await follow(waits, (_, stop) => stop());
  assert.equal(error, undefined);
  assert.deepEqual(idsIn(told[1]), [1]);
});

test('one that does not is killed with its ranks, which may be in groups of their own', async () => {
  const deaf = `const rank = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
    { detached: true, stdio: ['ignore', 'inherit', 'inherit'] }); started(rank.pid); setInterval(() => {}, 1000);`;
  const { told, error } = await follow(deaf, (_, stop) => stop(), 100);
  assert.equal(error?.name, 'ProcessesDied');
  assert.match(error?.message ?? '', /^SIGKILL/);
  const [rank = 0] = idsIn(told[0]);
  assert.ok(rank > 0 && !isAlive(rank));
});

test('death is told with the error that standard error names', async () => {
  const dies = `started(process.pid); console.error('RuntimeError: out of memory\\nat line 3'); process.exit(3);`;
  const { error } = await follow(dies);
  assert.equal(error?.message, 'exit 3: RuntimeError: out of memory');
  assert.equal(
    (await follow(`process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`)).error?.message,
    'SIGTERM',
  );
});

test('a program that is not there is told', async () => {
  const command = { program: '/absent/python', args: [], env: process.env };
  const over = followProcesses(command, new AbortController().signal, async () => undefined);
  await assert.rejects(over, { name: 'ProcessesDied', message: /ENOENT/ });
});

test('an error of the listener ends the processes', async () => {
  const { told, error } = await follow(`started(process.pid); setInterval(() => {}, 1000);`, () => {
    throw new Error('the disk is full');
  });
  assert.equal(error?.message, 'the disk is full');
  assert.ok(!isAlive(idsIn(told[0])[0] ?? 0));
});

test('when the follower is killed, the processes see their input closed', async () => {
  const module = fileURLToPath(new URL('dist/training/distributed/processes.js', packageRoot));
  const program = `${started} started(process.pid); process.stdin.resume().once('end', () => process.exit(1));`;
  const follower = `const { followProcesses } = await import(${JSON.stringify(module)});
    await followProcesses({ program: process.execPath, args: ['-e', ${JSON.stringify(program)}], env: process.env },
      new AbortController().signal, async (message) => console.log(message.processIds[0]));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', follower], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [heard] = (await once(child.stdout, 'data')) as [Buffer];
  const rank = Number(heard);
  assert.ok(isAlive(rank));
  child.kill('SIGKILL');
  for (let tries = 0; tries < 500 && isAlive(rank); tries++) await pause(20);
  assert.ok(!isAlive(rank));
});
