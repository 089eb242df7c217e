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

test('the pace and the time left leave out the first step, which also makes the graph', async () => {
  const speed = openSpeed(10, 20);
  await new Promise((resolve) => setTimeout(resolve, 400));
  const before = performance.now();
  speed.add(11, 100);
  assert.equal(speed.pace(), undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  speed.add(12, 500);
  const pace = speed.pace();
  const passed = (performance.now() - before) / 1000;
  assert.ok(pace);
  assert.ok(pace.tokensPerSecond >= 500 / passed && pace.tokensPerSecond <= 500 / 0.049, String(pace.tokensPerSecond));
  assert.ok(pace.secondsLeft >= 8 * 0.049 && pace.secondsLeft <= Math.ceil(8 * passed), String(pace.secondsLeft));
  assert.ok(Number.isInteger(pace.secondsLeft));
  speed.add(20, 100);
  assert.equal(speed.pace()?.secondsLeft, 0);
});

test('before the first step nothing is divided by zero', () => {
  const speed = openSpeed(0, 100);
  assert.equal(speed.tokensPerSecond(), 0);
  assert.equal(speed.pace(), undefined);
  assert.equal(speed.timing().tokensPerSecond, 0);
});

test('the share of time without a batch is that of the waits', async () => {
  const before = performance.now();
  const speed = openSpeed(0, 100);
  const opened = performance.now();
  assert.equal(speed.dataWait(), 0);
  await new Promise((resolve) => setTimeout(resolve, 60));
  speed.waited(30);
  const asked = performance.now();
  const share = speed.dataWait();
  const [least, most] = [30 / (performance.now() - before), 30 / (asked - opened)];
  assert.ok(share >= least && share <= most, `${least} <= ${share} <= ${most}`);
});
