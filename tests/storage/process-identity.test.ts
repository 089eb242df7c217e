import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, processStart } from '../../storage/process-identity.ts';

const firstThreadEnds = `
import ctypes, threading, time
threading.Thread(target=time.sleep, args=(60,)).start()
ctypes.CDLL(None).pthread_exit(None)
`;

test('a process whose first thread has ended runs until its other threads have', async (t) => {
  if (process.platform !== 'linux') return t.skip('the threads of a process are read on Linux only');
  const child = spawn('python3', ['-c', firstThreadEnds], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  const start = processStart(pid) ?? '';
  const state = (): string | undefined => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  for (let waits = 0; waits < 500 && state() !== 'Z'; waits++) await sleep(20);
  assert.equal(state(), 'Z');
  assert.equal(isRunning(pid, start), true);
  child.kill('SIGKILL');
  for (let waits = 0; waits < 500 && isRunning(pid, start); waits++) await sleep(20);
  assert.equal(isRunning(pid, start), false);
});
