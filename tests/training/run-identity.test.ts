import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resumeNote } from '../../training/run-identity.ts';

const identity = { backend: 'tensorflow', device: 'cpu', threads: 2 };
const checkpoint = {
  step: 40,
  cursor: {
    format: 'millrace-cursor/1' as const,
    manifestSha256: 'a'.repeat(64),
    content: 'tokens' as const,
    split: 'train' as const,
    seed: 0,
    epoch: 0,
    position: 0,
  },
  seed: 0,
  counters: {},
  validationLoss: null,
  identity,
  state: { weights: new Map(), firstMoments: new Map(), secondMoments: new Map() },
};

test('a run that goes on as it began says no more than the step', () => {
  assert.equal(resumeNote(checkpoint, identity), 'resumed from step 40');
});

test('what differs from before is named, also a setting that is new or gone', () => {
  assert.match(resumeNote(checkpoint, { ...identity, threads: 4 }), /not to the last bit, since threads differ/);
  const withSetting = { ...identity, TF_ENABLE_ONEDNN_OPTS: '0' };
  assert.match(resumeNote(checkpoint, withSetting), /since TF_ENABLE_ONEDNN_OPTS differ/);
  assert.match(resumeNote({ ...checkpoint, identity: withSetting }, identity), /since TF_ENABLE_ONEDNN_OPTS differ/);
});
