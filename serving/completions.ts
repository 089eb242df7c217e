import { z } from 'zod';
import { badRequest, parseBody } from './api-error.ts';
import { type Choice, collectChoices, completionLogprobs, usageOf } from './choices.ts';
import { eventStream } from './event-stream.ts';
import { generationKeys, neutral, samplingOf, stopsOf, tokensFor } from './sampling-parameters.ts';
import type { ApiRequest, TextServing } from './served-run.ts';

const ids = z.array(z.int().min(0)).min(1);
const schema = z.strictObject({
  ...generationKeys,
  prompt: z.union([z.string(), z.array(z.string()).min(1), ids, z.array(ids).min(1)]),
  logprobs: z.int().min(0).max(5).nullable().default(null),
  echo: neutral(false, null),
  suffix: neutral(null, ''),
  best_of: neutral(1, null),
});

/** Tokens of a completion that says nothing of it, as OpenAI has it. */
const defaultTokens = 16;

/** `POST /v1/completions`. */
export async function completions(serving: TextServing, { body, head, signal, leave }: ApiRequest): Promise<Response> {
  const asked = parseBody(schema, body);
  serving.checkModel(asked.model);
  const { generation, limits, queue } = serving;
  const prompts = promptsOf(asked.prompt, serving);
  const each = asked.n ?? 1;
  const count = prompts.length * each;
  if (count > limits.choices) throw badRequest(`n: this server gives at most ${limits.choices} choices`, 'n');
  const { positions } = generation.decoder;
  const bounds = { positions, most: limits.tokens, fallback: defaultTokens };
  const sampling = samplingOf(asked, each);
  const requests = prompts.flatMap((prompt) =>
    sampling.map((settings) => ({
      ...{ ...settings, prompt, stop: stopsOf(asked) },
      maxTokens: tokensFor(prompt.length, asked.max_tokens, bounds, { prompt: 'prompt', tokens: 'max_tokens' }),
      ...(asked.logprobs === null ? {} : { logprobs: asked.logprobs }),
    })),
  );
  const read = prompts.reduce((sum, { length }) => sum + length, 0);
  const object = { ...head('cmpl'), object: 'text_completion', model: serving.name };
  const { tokenizer } = generation;
  const logprobs = (tokens: Choice['tokens'], from = 0) =>
    asked.logprobs === null ? null : completionLogprobs(tokenizer, tokens, from);
  const events = queue.generate(requests, signal);
  if (asked.stream !== true) {
    const choices = await collectChoices(events, count);
    const generated = choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
    return Response.json({
      ...object,
      choices: choices.map(({ text, tokens, reason }, index) => ({
        ...{ index, text, logprobs: logprobs(tokens), finish_reason: reason },
      })),
      usage: usageOf(read, generated),
    });
  }
  const withUsage = asked.stream_options?.include_usage === true;
  const usage = withUsage ? { usage: null } : {};
  const lengths = requests.map(() => 0);
  async function* chunks() {
    let generated = 0;
    for await (const [index, event] of events) {
      const from = lengths[index] ?? 0;
      lengths[index] = from + event.text.length;
      if (event.kind === 'token') generated++;
      // A token that settles no text, such as half of a character, is told of where its probability is asked for.
      if (event.kind === 'token' && event.text === '' && asked.logprobs === null) continue;
      const choice = {
        ...{ index, text: event.text, logprobs: event.kind === 'token' ? logprobs([event], from) : null },
        finish_reason: event.kind === 'end' ? event.reason : null,
      };
      yield { ...object, choices: [choice], ...usage };
    }
    if (withUsage) yield { ...object, choices: [], usage: usageOf(read, generated) };
  }
  return eventStream(chunks(), leave);
}

function promptsOf(
  prompt: z.infer<typeof schema>['prompt'],
  { generation }: TextServing,
): readonly (readonly number[])[] {
  const { vocabulary } = generation.decoder;
  const several: readonly (string | number | readonly number[])[] = typeof prompt === 'string' ? [prompt] : prompt;
  const all = typeof several[0] === 'number' ? [several as readonly number[]] : several;
  return all.map((each) => {
    if (typeof each === 'string') return generation.promptIds(each);
    const given = each as readonly number[];
    if (given.some((id) => id >= vocabulary)) throw badRequest(`prompt: token ids are below ${vocabulary}`, 'prompt');
    return given;
  });
}
