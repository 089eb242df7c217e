import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSpeed } from '../../training/speed.ts';

test('tokens per second, of all steps and of the last one, agree with a clock outside', async () => {
  const before = performance.now();
  const speed = openSpeed(10, 20);
  const opened = performance.now();
  const marks: number[] = [];
  for (const step of [11, 12]) {
    await new Promise((resolve) => setTimeout(resolve, step === 11 ? 40 : 80));
    marks.push(performance.now());
    speed.add(step, 1000);
    marks.push(performance.now());
  }
  const [firstBefore = 0, firstAfter = 0, secondBefore = 0, secondAfter = 0] = marks;
  const after = performance.now();
  const total = speed.tokensPerSecond();
  const end = performance.now();
  assert.ok(total <= 2e6 / (after - opened) && total >= 2e6 / (end - before), String(total));
  const last = speed.timing().tokensPerSecond;
  assert.ok(last <= 1e6 / (secondBefore - firstAfter) && last >= 1e6 / (secondAfter - firstBefore), String(last));
  assert.ok(speed.seconds() >= (after - opened) / 1000);
});

test('the time left is that of the steps left at the speed of this process, and none at the end', async () => {
  const speed = openSpeed(10, 20);
  await new Promise((resolve) => setTimeout(resolve, 50));
  speed.add(11, 100);
  const least = 9 * 0.049;
  const left = speed.secondsLeft();
  assert.ok(left >= least && left <= Math.ceil(9 * speed.seconds()), String(left));
  assert.ok(Number.isInteger(left));
  speed.add(20, 100);
  assert.equal(speed.secondsLeft(), 0);
});

test('before the first step nothing is divided by zero', () => {
  const speed = openSpeed(0, 100);
  assert.equal(speed.tokensPerSecond(), 0);
  assert.ok(Number.isFinite(speed.secondsLeft()));
  assert.equal(speed.timing().tokensPerSecond, 0);
});

test('the share of time without a batch is that of the waits', async () => {
  const speed = openSpeed(0, 100);
  assert.equal(speed.dataWait(), 0);
  await new Promise((resolve) => setTimeout(resolve, 60));
  speed.waited(30);
  const share = speed.dataWait();
  assert.ok(share > 0 && share <= 0.5, String(share));
});
