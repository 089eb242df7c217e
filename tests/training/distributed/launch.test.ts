import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onEngine } from '../../../cli/engine-choice.ts';
import { loadRecipe } from '../../../recipes/load-recipe.ts';
import { distributionIssue, distributionOf } from '../../../training/distributed/distribution.ts';
import { launchOf } from '../../../training/distributed/launch.ts';
import { readRunRecord } from '../../../training/runs/run-record.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';
import { sampleRun } from '../runs/sample-run.ts';
import { planRuns } from './planned-runs.ts';

const causal = { ...sampleRun.settings, objective: { name: 'causal', parameters: {} } };

test('torchrun starts the processes of one machine, which share the threads', () => {
  const launch = launchOf({ engine: 'torchrun', processes: 4, strategy: 'ddp' }, '/store/runs/x/job', 16);
  assert.equal(
    launch.args.join(' '),
    '-m torch.distributed.run --standalone --nnodes=1 --nproc-per-node=4 --max-restarts=0 -m millrace_train /store/runs/x/job',
  );
  assert.equal(launch.env['OMP_NUM_THREADS'], '4');
  assert.equal(launchOf({ engine: 'torchrun', processes: 4, strategy: 'ddp' }, 'job', 2).env['OMP_NUM_THREADS'], '1');
});

test('an engine has a strategy of its own, and settings from before processes have one', () => {
  assert.equal(distributionOf(causal), undefined);
  assert.deepEqual(distributionOf({ engine: 'torchrun' }), { engine: 'torchrun', processes: 1, strategy: 'ddp' });
  assert.equal(distributionOf({ engine: 'deepspeed', strategy: null })?.strategy, 'zero');
});

test('what an engine cannot serve is named with what was expected', () => {
  const issue = (more: object) => {
    const found = distributionIssue({ ...causal, engine: 'torchrun', processes: 2, ...more });
    return found === undefined ? undefined : `${found.key}: ${found.expected}; ${found.found}`;
  };
  assert.equal(issue({}), undefined);
  assert.equal(issue({ batch: 15 }), 'batch: a multiple of the 2 processes; 15');
  assert.equal(issue({ engine: 'deepspeed', strategy: 'fsdp' }), 'strategy: zero, which deepspeed has; fsdp');
  const named = (name: string, parameters = {}) => ({ name, parameters });
  assert.match(issue({ objective: named('span-corruption') }) ?? '', /^objective: causal or .*; span-corruption$/);
  assert.match(issue({ model: named('t5') }) ?? '', /^model: gpt or llama or bert or vit.*; t5$/);
  assert.match(
    issue({ engine: 'tf', objective: named('classify') }) ?? '',
    /^objective: causal, which tf.*; classify$/,
  );
  for (const [model, objective] of [
    ['bert', 'classify'],
    ['llama', 'instruct'],
    ['bert', 'answer'],
    ['vit', 'classify-image'],
  ] as const) {
    assert.equal(issue({ model: named(model), objective: named(objective) }), undefined);
  }
  for (const engine of ['torchrun', 'accelerate', 'deepspeed', 'tf'] as const) {
    assert.equal(issue({ engine, optimizer: 'sgd', momentum: 0.9, precision: 'bfloat16' }), undefined);
  }
  const lora = { lora: { rank: 2, alpha: 4, targets: [] } };
  for (const engine of ['torchrun', 'accelerate', 'deepspeed'] as const) {
    assert.equal(issue({ engine, tune: lora }), undefined);
  }
  assert.match(issue({ engine: 'tf', tune: lora }) ?? '', /^tune: none, which tf does not know; \{"lora"/);
  assert.equal(issue({ tune: { prompt: { tokens: 2 } } }), 'tune: no prompt, which torchrun does not know; prompt');
  const gpt = (more: object) => ({ model: named('gpt', { layers: 1, heads: 2, width: 8, ...more }) });
  for (const engine of ['torchrun', 'tf'] as const) {
    assert.equal(issue({ engine, ...gpt({ bias: false, activation: 'gelu' }) }), undefined);
  }
  assert.equal(issue(gpt({ activation: 'gelu-tanh', headWidth: 2, inner: 5 })), undefined);
  assert.match(
    issue({ engine: 'tf', ...gpt({ activation: 'gelu-tanh' }) }) ?? '',
    /^activation: none, which tf does not/,
  );
  assert.match(issue({ engine: 'tf', ...gpt({ headWidth: 2 }) }) ?? '', /^headWidth: none/);
  assert.equal(issue({ engine: 'deepspeed', earlyStopping: { patience: 2, minDelta: 0 } }), undefined);
  assert.match(issue({ prune: { sparsity: 0.5 } }) ?? '', /^prune: none/);
  assert.equal(issue({ optimizer: 'adamw', schedule: 'wsd', decayShare: 0.2 }), undefined);
  const eased = { curriculum: { signal: 'characters', stages: 2 } };
  assert.equal(issue(eased), undefined);
  assert.match(issue({ engine: 'tf', ...eased }) ?? '', /^curriculum: none, which tf does not know/);
  const swapped = { textAugment: [{ name: 'random-swap', parameters: {} }] };
  assert.equal(issue(swapped), undefined);
  assert.match(issue({ engine: 'tf', ...swapped }) ?? '', /^augment: none, which tf does not know/);
  assert.match(issue({ distil: { teacher: 'x' } }) ?? '', /^distil: none/);
  assert.match(issue({ engine: 'graph' }) ?? '', /^processes: one process, as the engine graph has; 2/);
  assert.match(issue({ engine: 'eager', processes: 1, strategy: 'ddp' }) ?? '', /^strategy: no strategy/);
});

test('a recipe, and a run whose flags say another thing than the recipe, name the key', async (t) => {
  const { recipe, plan, storage } = await planRuns(temporaryFolder(t));
  await assert.rejects(loadRecipe(recipe, ['train.0.engine=torchrun', 'train.0.processes=4']), {
    code: 'recipe-invalid',
    message: /train\[0\]\.batch: expected a multiple of the 4 processes, found 6/,
  });
  await assert.rejects(loadRecipe(recipe, ['train.0.engine=spark']), { message: /train\[0\]\.engine/ });
  const run = await plan({ engine: 'torchrun', processes: 3 });
  assert.match(run, /^letters-tiny-/);
  const codes = [run, await plan({ engine: 'graph' })].map(async (each) => {
    const { codeSha256 } = await readRunRecord(storage, `runs/${each}`);
    return codeSha256;
  });
  assert.notEqual(await codes[0], await codes[1], 'the code of Python decides weights, too');
  const flagged = plan({}, (training) => onEngine(training, { engine: 'torchrun', processes: 4 }));
  await assert.rejects(flagged, {
    code: 'bad-distribution',
    message: 'run tiny: expected batch to be a multiple of the 4 processes, found 6',
  });
});
