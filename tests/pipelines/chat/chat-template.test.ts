import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json } from '../../../core/canonical-json.ts';
import { type Message, openChatTemplate } from '../../../pipelines/chat/chat-template.ts';
import { recipeChat } from '../../../pipelines/chat/recipe-chat.ts';
import { chatFixture } from './chat-fixture.ts';

const { cases, source } = chatFixture();

test('chats are written as transformers writes them, with the prompt for the next answer', () => {
  assert.equal(cases.length, 12);
  for (const { template, messages, text, prompt } of cases) {
    const opened = openChatTemplate(source(template));
    assert.equal(opened.render(messages).text, text, template);
    assert.equal(opened.prompt(messages), prompt, template);
  }
});

test('answers are what the template marks, or what it writes after the prompt', () => {
  const chat: Message[] = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
    { role: 'assistant', content: ' d ' },
  ];
  const answersBy = (name: string): string[] => {
    const { text, answers } = openChatTemplate(source(name)).render(chat);
    return answers.map(([start, end]) => text.slice(start, end));
  };
  assert.deepEqual(answersBy('chatml'), ['b<|im_end|>', ' d <|im_end|>']);
  assert.deepEqual(answersBy('llama-3'), ['b<|eot_id|>', 'd<|eot_id|>']);
  assert.deepEqual(answersBy('unmarked'), [' b</s>', '  d </s>']);
  assert.deepEqual(answersBy('block'), ['    b\n  <|end|>', '     d \n  <|end|>']);
});

test('a template that writes earlier messages anew is told of', () => {
  const last = '{% for m in messages %}{{ m.content }}{% if loop.last %}!{% endif %}{% endfor %}';
  const chat = [
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ];
  assert.throws(() => openChatTemplate({ template: last }).render(chat), { code: 'template-rewrites' });
});

test('a template has no clock, and what it refuses is told without the text', () => {
  const dated = openChatTemplate({ template: "{{ 'clock' if strftime_now is defined else 'none' }}" });
  assert.equal(dated.prompt([]), 'none');
  const strict = openChatTemplate({ template: "{{ raise_exception('secret ' + messages[0].content) }}" });
  assert.throws(
    () => strict.render([{ role: 'user', content: 'word' }]),
    ({ code, message }: { code: string; message: string }) =>
      code === 'template-failed' && !/secret|word/.test(message),
  );
  assert.throws(() => openChatTemplate({ template: '{% for %}' }), { code: 'bad-template', kind: 'usage' });
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as unknown;
  const plain = openChatTemplate(source('chatml'));
  assert.throws(() => plain.render([{ role: 'user', content: 'x', more: deep }]), { code: 'template-failed' });
  const endless = openChatTemplate({ template: '{% for i in range(1000000000) %}{{ i }}{% endfor %}' });
  assert.throws(() => endless.prompt([]), { code: 'template-failed' });
});

test('marks are the tokens that a template writes and those that it is given', () => {
  const marks = (name: string): readonly string[] => openChatTemplate(source(name)).marks;
  assert.deepEqual(marks('chatml').slice(0, 4), ['<|im_start|>', '<|im_end|>', '<s>', '</s>']);
  assert.ok(marks('llama-3').includes('<|eot_id|>'));
});

test('the template of a recipe is known by its stage, with what ends an answer', () => {
  const of = (parameters: Record<string, Json>) => {
    const chat = recipeChat({ stages: [{ stage: 'chat', version: 1, parameters }] });
    return chat && [chat.name, chat.end];
  };
  assert.deepEqual(of({ template: 'chatml' }), ['chatml', '<|im_end|>']);
  assert.deepEqual(of({ template: 'llama-3' }), ['llama-3', '<|eot_id|>']);
  assert.deepEqual(of({ template: '{% for m in messages %}{{ m.content }}\n{% endfor %}' }), ['jinja', '']);
  const kept = { sha256: 'a'.repeat(64), template: source('llama-3').template, bosToken: '<s>', eosToken: '</s>' };
  assert.deepEqual(of({ template: 'chatml', file: kept }), ['jinja', '<|eot_id|>']);
  assert.equal(of({ template: 'chatml', file: { sha256: 'a'.repeat(64) } }), undefined);
  assert.equal(recipeChat({ stages: [{ stage: 'normalize', version: 1, parameters: {} }] }), undefined);
  assert.equal(recipeChat({}), undefined);
});
