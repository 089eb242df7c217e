import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { windowFiller } from '../../streaming/fill-window.ts';
import type { GroupTask } from '../../streaming/group-reader.ts';
import { openWindowMemory } from '../../streaming/window-memory.ts';

test('groups of a second window are asked for when all of the first are, and hold none of them up', async () => {
  const memoryOf = () => openWindowMemory({ samples: 1, ownSamples: 1, length: 1, idBytes: 2 });
  const tasksOf = (name: string, count: number) =>
    Array.from({ length: count }, (_, place) => ({ key: `${name}${place}` }) as GroupTask);
  const asked: string[] = [];
  const placed: string[] = [];
  const answers = new Map<string, () => void>();
  const fill = windowFiller<string>({
    ahead: 2,
    fetch: ({ key }) => {
      asked.push(key);
      return new Promise((resolve) => answers.set(key, () => resolve(key)));
    },
    place: (_, key) => void placed.push(key),
  });
  const windows = [fill(tasksOf('a', 3), memoryOf()), fill(tasksOf('b', 2), memoryOf())];
  const answer = async (key: string): Promise<void> => {
    answers.get(key)?.();
    await setImmediate();
  };
  await setImmediate();
  assert.deepEqual(asked, ['a0', 'a1']);
  await answer('a0');
  assert.deepEqual(asked, ['a0', 'a1', 'a2']);
  await answer('a1');
  assert.deepEqual(asked, ['a0', 'a1', 'a2', 'b0', 'b1'], 'none of the first is left to ask for');
  for (const key of ['b1', 'b0', 'a2']) await answer(key);
  assert.deepEqual(await Promise.all(windows), [{ type: 'done' }, { type: 'done' }]);
  assert.deepEqual(placed, ['a0', 'a1', 'b0', 'b1', 'a2']);
});

test('a window that fails lets the next one begin', async () => {
  const memory = openWindowMemory({ samples: 1, ownSamples: 1, length: 1, idBytes: 2 });
  const fill = windowFiller<string>({
    fetch: async ({ key }) => {
      if (key === 'bad') throw new Error('gone');
      return key;
    },
    place: () => undefined,
  });
  const [first, second] = await Promise.all([
    fill([{ key: 'bad' }, { key: 'never' }] as GroupTask[], memory),
    fill([], openWindowMemory({ samples: 1, ownSamples: 1, length: 1, idBytes: 2 })),
  ]);
  assert.equal(first?.type, 'failed');
  assert.deepEqual(second, { type: 'done' });
});
