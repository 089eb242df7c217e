import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stages } from '../../pipelines/registry.ts';
import type { Stage } from '../../pipelines/stage.ts';
import { exampleSection, runExample } from '../../recipes/stage-examples.ts';

/** A stage that reads a file which it cannot do without, or compares documents, cannot be shown by one document alone. */
function canBeTriedAlone(stage: Stage): boolean {
  if (stage.kind === 'dedup') return false;
  return stage.examples !== undefined || stage.files === undefined || stage.parameters.safeParse({}).success;
}

for (const stage of stages.filter(canBeTriedAlone))
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
