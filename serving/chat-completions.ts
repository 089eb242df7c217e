import { z } from 'zod';
import { badRequest, parseBody } from './api-error.ts';
import { type Choice, chatLogprobs, collectChoices, usageOf } from './choices.ts';
import { eventStream } from './event-stream.ts';
import { generationKeys, neutral, samplingOf, stopsOf, tokensFor } from './sampling-parameters.ts';
import type { ApiRequest, TextServing } from './served-run.ts';

const part = z.strictObject({ type: z.literal('text'), text: z.string() });
const message = z.strictObject({
  role: z.enum(['system', 'developer', 'user', 'assistant']),
  content: z
    .union([z.string(), z.array(part).transform((parts) => parts.map(({ text }) => text).join(''))])
    .nullable()
    .transform((content) => content ?? ''),
  name: z.string().optional(),
});
const schema = z.strictObject({
  ...generationKeys,
  messages: z.array(message).min(1).max(1000),
  max_completion_tokens: z.int().min(1).nullable().default(null),
  logprobs: z.boolean().nullable().default(false),
  top_logprobs: z.int().min(0).max(20).nullable().default(null),
  response_format: z.strictObject({ type: z.literal('text') }).optional(),
  tools: neutral(null),
  tool_choice: neutral('none', 'auto', null),
  functions: neutral(null),
  function_call: neutral('none', null),
  modalities: z.array(z.literal('text')).nullable().optional(),
});

/** `POST /v1/chat/completions`. */
export async function chatCompletions(
  serving: TextServing,
  { body, head, signal, leave }: ApiRequest,
): Promise<Response> {
  const asked = parseBody(schema, body);
  serving.checkModel(asked.model);
  const { generation, limits, queue, chat } = serving;
  if (asked.top_logprobs !== null && asked.logprobs !== true) {
    throw badRequest('top_logprobs: it goes with logprobs: true', 'top_logprobs');
  }
  const count = asked.n ?? 1;
  if (count > limits.choices) throw badRequest(`n: this server gives at most ${limits.choices} choices`, 'n');
  const prompt = generation.promptIds(chat.prompt(asked.messages));
  const { positions } = generation.decoder;
  const bounds = { positions, most: limits.tokens, fallback: Number.POSITIVE_INFINITY };
  const tokens = asked.max_completion_tokens === null ? 'max_tokens' : 'max_completion_tokens';
  const maxTokens = tokensFor(prompt.length, asked[tokens], bounds, { prompt: 'messages', tokens });
  const stop = [...stopsOf(asked), ...chat.stops];
  const requests = samplingOf(asked, count).map((settings) => ({
    ...{ ...settings, prompt, stop, maxTokens },
    ...(asked.logprobs === true ? { logprobs: asked.top_logprobs ?? 0 } : {}),
  }));
  const object = { ...head('chatcmpl'), model: serving.name };
  const logprobs = (tokens: Choice['tokens']) =>
    asked.logprobs === true ? chatLogprobs(generation.tokenizer, tokens) : null;
  const events = queue.generate(requests, signal);
  if (asked.stream !== true) {
    const choices = await collectChoices(events, count);
    const generated = choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
    return Response.json({
      ...{ ...object, object: 'chat.completion' },
      choices: choices.map(({ text, tokens, reason }, index) => ({
        ...{ index, message: { role: 'assistant', content: chat.answer(text), refusal: null } },
        ...{ logprobs: logprobs(tokens), finish_reason: reason },
      })),
      usage: usageOf(prompt.length, generated),
    });
  }
  const withUsage = asked.stream_options?.include_usage === true;
  const usage = withUsage ? { usage: null } : {};
  async function* chunks() {
    const chunk = { ...object, object: 'chat.completion.chunk' };
    const choice = (index: number, delta: object, more: object = {}) => ({
      ...chunk,
      choices: [{ index, delta, logprobs: null, finish_reason: null, ...more }],
      ...usage,
    });
    for (const index of requests.keys()) yield choice(index, { role: 'assistant', content: '' });
    let generated = 0;
    const begun = requests.map(() => false);
    for await (const [index, event] of events) {
      if (event.kind === 'token') generated++;
      const text = begun[index] === true ? event.text : chat.answer(event.text);
      begun[index] ||= text !== '';
      const told = event.kind === 'token' && asked.logprobs === true ? { logprobs: logprobs([event]) } : {};
      if (text !== '' || 'logprobs' in told) yield choice(index, { content: text }, told);
      if (event.kind === 'end') yield choice(index, {}, { finish_reason: event.reason });
    }
    if (withUsage) yield { ...chunk, choices: [], usage: usageOf(prompt.length, generated) };
  }
  return eventStream(chunks(), leave);
}
