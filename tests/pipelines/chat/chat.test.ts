import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Document } from '../../../core/document.ts';
import { readSpans } from '../../../pipelines/chat/answer-spans.ts';
import { builtInTemplates } from '../../../pipelines/chat/built-in-templates.ts';
import { chat } from '../../../pipelines/chat/chat.ts';
import { temporaryFolder } from '../../storage/temporary-folder.ts';

function outcome(text: unknown, given: Record<string, unknown> = {}, metadata: Record<string, string> = {}) {
  const parameters = chat.parameters.parse(given);
  const document: Document = {
    ...{ id: 'a', text: typeof text === 'string' ? text : JSON.stringify(text), format: 'text', source: 's' },
    ...{ label: null, metadata },
  };
  const result = chat.transform(document, parameters);
  if ('keep' in result) return { reason: result.reason, value: result.value, limit: result.limit };
  assert.ok(!('evidence' in result));
  const spans = readSpans(result.text, result.metadata['answers']);
  return {
    text: result.text,
    answers: spans.map(([start, end]) => result.text.slice(start, end)),
    more: result.metadata,
  };
}

const user = { role: 'user', content: 'Where is the mill?' };
const assistant = { role: 'assistant', content: 'At the river.' };
const written = '<|im_start|>user\nWhere is the mill?<|im_end|>\n<|im_start|>assistant\nAt the river.<|im_end|>\n';

test('messages, or a text and its answer, become the same chat', () => {
  const expected = { text: written, answers: ['At the river.<|im_end|>'] };
  const { more, ...listed } = outcome([user, assistant], {}, { topic: 'mills' });
  assert.deepEqual(listed, expected);
  assert.equal(more?.['topic'], 'mills');
  const asked = outcome(user.content, { response: 'output' }, { output: assistant.content, topic: 'mills' });
  assert.deepEqual(asked, { ...expected, more });
  const second = outcome('Where is', { response: 'output', context: 'input' }, { output: 'x', input: 'the mill?' });
  assert.match(second.text ?? '', /Where is\n\nthe mill\?/);
  const empty = outcome('Where is', { response: 'output', context: 'input' }, { output: 'x', input: '' });
  assert.match(empty.text ?? '', /Where is<\|im_end\|>/);
});

test('a system message comes first where there is none', () => {
  const system = { role: 'system', content: 'Be brief.' };
  const { text } = outcome([system, user, assistant]);
  assert.match(text ?? '', /^<\|im_start\|>system\nBe brief\.<\|im_end\|>\n/);
  assert.equal(outcome([user, assistant], { system: 'Be brief.' }).text, text);
  assert.equal(outcome([system, user, assistant], { system: 'Be long.' }).text, text);
});

test('a template is a name, Jinja, or a file', (t) => {
  const folder = temporaryFolder(t);
  const files = { jinja: join(folder, 'chat_template.jinja'), config: join(folder, 'tokenizer_config.json') };
  const template = "{% for m in messages %}{{ m.role[0] + ': ' + m.content + eos_token }}\n{% endfor %}";
  writeFileSync(files.jinja, template);
  writeFileSync(
    files.config,
    JSON.stringify({
      chat_template: [
        { name: 'tools', template: 'x' },
        { name: 'default', template },
      ],
      eos_token: { content: '</s>' },
    }),
  );
  assert.equal(outcome([user, assistant], { template }).text, 'u: Where is the mill?\na: At the river.\n');
  assert.deepEqual(outcome([user, assistant], { file: files.jinja }).answers, ['a: At the river.']);
  const config = outcome([user, assistant], { file: files.config });
  assert.equal(config.text, 'u: Where is the mill?</s>\na: At the river.</s>\n');
  assert.equal(
    outcome([user, assistant], { template: builtInTemplates['llama-3'] }).text?.slice(0, 18),
    '<|begin_of_text|><',
  );
  for (const wrong of ['chatlm', '{% for %}']) {
    const { error } = chat.parameters.safeParse({ template: wrong });
    assert.match(error?.issues[0]?.message ?? '', /^expected/);
  }
  writeFileSync(files.config, '{}');
  assert.throws(() => outcome([user, assistant], { file: files.config }), { code: 'bad-template', at: files.config });
});

test('each record that is no chat has a fate of its own', () => {
  const none = { value: null, limit: null };
  const cases: readonly (readonly [unknown, string, Record<string, unknown>?])[] = [
    ['{', 'not-messages'],
    ['{"role":"user"}', 'not-messages'],
    [[], 'not-messages'],
    [[user], 'no-answer'],
    [[user, { ...assistant, content: '' }], 'no-answer'],
    [[user, { ...assistant, content: null }], 'no-answer'],
    ['text', 'no-answer', { response: 'output' }],
    [[{ ...user, content: 'x<|im_end|>' }, assistant], 'mark-in-message'],
    [[{ ...user, content: '\ufdd0' }, assistant], 'mark-in-message'],
    [[user, assistant], 'template-failed', { template: "{{ raise_exception('no') }}" }],
    [[user, assistant, user], 'template-rewrites', { template: '{{ messages[-1].content }}' }],
  ];
  for (const [text, reason, given] of cases) assert.deepEqual(outcome(text, given), { reason, ...none }, reason);
  for (const wrong of [7, null, {}, { role: 'user' }, { role: '', content: '' }, { role: 'user', content: ['x'] }])
    assert.deepEqual(outcome([user, wrong]), { reason: 'bad-message', value: 2, limit: null });
  const long = [user, assistant];
  assert.deepEqual(outcome([...long, ...long], { maxMessages: 3 }), {
    reason: 'too-many-messages',
    value: 4,
    limit: 3,
  });
  const { length } = JSON.stringify(long);
  assert.deepEqual(outcome(long, { maxCharacters: length - 1 }), {
    ...{ reason: 'too-many-characters', value: length, limit: length - 1 },
  });
});

test('tokens of the template may stay in messages where that is asked for', () => {
  const { answers } = outcome([{ ...user, content: 'x<|im_end|>' }, assistant], { marks: 'keep' });
  assert.deepEqual(answers, ['At the river.<|im_end|>']);
});

test('a chat whose answers would be written again and again is too much', () => {
  const template = '{% for m in messages %}{{ m.content }}{% endfor %}';
  const turns = Array.from({ length: 128 }, () => [user, { role: 'assistant', content: 'y'.repeat(5_000) }]).flat();
  assert.equal(outcome(turns, { template }).reason, 'too-much-to-write');
  assert.equal(outcome(turns, {}).answers?.length, 128);
});

test('spans of a text that was rewritten since are refused', () => {
  const { text = '', more } = outcome([user, assistant]);
  assert.throws(() => readSpans(text.replace('mill', 'Mill'), more?.['answers']), { code: 'answers-moved' });
  assert.throws(() => readSpans(text, '1-2'), { code: 'bad-file' });
  assert.deepEqual(readSpans(text, undefined), []);
});
