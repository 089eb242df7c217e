import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { packageRoot } from '../../../storage/package-root.ts';
import { parseMessage } from '../../../training/distributed/messages.ts';

const recorded = readFileSync(new URL('tests/fixtures/training/torchrun-lines.txt', packageRoot), 'utf8');

test('what torchrun told is read, and the lines of libraries are not', () => {
  const messages = recorded.split('\n').map(parseMessage);
  assert.deepEqual(
    messages.map((message) => message?.millrace),
    [undefined, 'started', 'step', 'step', 'step', 'checkpoint', 'step', 'step', 'step', 'checkpoint', undefined],
  );
});

test('numbers that JSON lacks come as null and are no numbers', () => {
  const step = { millrace: 'step', step: 1, epoch: 0, loss: null, gradientNorm: null, learningRate: 1, tokens: 3 };
  const message = parseMessage(JSON.stringify(step));
  assert.ok(message?.millrace === 'step');
  assert.deepEqual([message.loss, message.gradientNorm, message.learningRate], [Number.NaN, Number.NaN, 1]);
});

test('a message that is none of ours is an error that names the field', () => {
  const bad = (fields: object): string => JSON.stringify({ millrace: 'step', step: 1, ...fields });
  assert.throws(() => parseMessage('{"millrace":"step","ste'), { code: 'bad-message', message: /no JSON/ });
  assert.throws(() => parseMessage(bad({})), { code: 'bad-message', message: /told epoch/ });
  assert.throws(() => parseMessage('{"millrace":"hello"}'), { code: 'bad-message', message: /told millrace/ });
  assert.throws(
    () => parseMessage('{"millrace":"checkpoint","step":3,"cursor":{"format":"millrace-cursor/1"},"folder":"x"}'),
    { code: 'bad-message', message: /told cursor\.manifestSha256/ },
  );
});
