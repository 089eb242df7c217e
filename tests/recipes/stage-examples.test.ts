import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dedup } from '../../pipelines/dedup/dedup-stage.ts';
import { stages } from '../../pipelines/registry.ts';
import type { Stage } from '../../pipelines/stage.ts';
import { exampleSection, runComparedExample, runExample } from '../../recipes/stage-examples.ts';

type Alone = Exclude<Stage, Dedup>;

function isAlone(stage: Stage): stage is Alone {
  return stage.kind !== 'dedup';
}

for (const stage of stages.filter(isAlone))
  test(`${stage.name} has examples, of which one shows that it drops, rewrites or notes something`, async () => {
    const { examples = [] } = stage;
    assert.ok(examples.length > 0, `give ${stage.name} one, as in pipelines/filters/fineweb-quality.ts`);
    const answers = await Promise.all(examples.map((example) => runExample(stage, example)));
    const shows = answers.map(
      ({ keep, text, evidence }, i) =>
        !keep || evidence !== undefined || (text ?? examples[i]?.text) !== examples[i]?.text,
    );
    assert.ok(shows.includes(true));
  });

// What a model would have to be fetched for is shown in docs/embeddings.md, whose commands are run.
const comparing = stages.filter((each) => each.kind === 'dedup').filter((each) => each.compares !== 'embeddings');
for (const stage of comparing)
  test(`${stage.name} has examples, of which one shows that it merges records or takes something out`, () => {
    const { examples = [] } = stage;
    const shows = examples.some((example) =>
      runComparedExample(stage, example).some(({ keep, evidence }) => keep === false || evidence !== undefined),
    );
    assert.ok(shows, `give ${stage.name} one, as in pipelines/dedup/exact.ts`);
  });

test('an example of a stage that compares has all its records, then all answers', async () => {
  const stage = stages.find(({ name }) => name === 'dedup-exact') ?? assert.fail();
  assert.deepEqual(await exampleSection(stage), [
    'Example:',
    [
      '```',
      '- dedup-exact: {"normalize":"fold"}',
      '  {"id":"a","text":"The river turns."}',
      '  {"id":"b","text":"the  RIVER turns."}',
      '  {"id":"c","text":"The wheel turns."}',
      '→ {"id":"a","keep":true,"into":null,"similarity":null}',
      '→ {"id":"b","keep":false,"into":"a","similarity":1}',
      '→ {"id":"c","keep":true,"into":null,"similarity":null}',
      '```',
    ].join('\n'),
  ]);
});

test('an example of a stage that reads a file shows the file', async () => {
  const stage = stages.find(({ name }) => name === 'decontaminate') ?? assert.fail();
  const [, example = ''] = await exampleSection(stage);
  assert.match(example, /^- decontaminate: \{"against":\["test\.txt"\]\}\n {2}test\.txt: How many mills/m);
  assert.match(example, /^→ \{"keep":false,"reason":"contaminated",.*"item":"test\.txt:1"/m);
});

test('an example is written as a stage of a recipe, its record, and what came out', async () => {
  const stage = stages.find(({ name }) => name === 'url-filter') ?? assert.fail();
  const [title, , second] = await exampleSection(stage);
  assert.equal(title, 'Examples:');
  assert.equal(
    second,
    [
      '```',
      '- url-filter: {"domains":["example.org"]}',
      '  {"text":"A text.","metadata":{"url":"https://www.example.org/about"}}',
      '→ {"keep":false,"reason":"domain","value":null,"limit":null,"evidence":{"domain":"example.org"}}',
      '```',
    ].join('\n'),
  );
});
