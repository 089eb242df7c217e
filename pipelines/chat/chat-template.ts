import { createRequire } from 'node:module';
import { MillraceError } from '../../core/errors.ts';
import type { Span } from './answer-spans.ts';

/** A message as a template sees it: `role`, `content` and what else the record has, such as `tool_calls`. */
export interface Message {
  readonly role: string;
  readonly content: string | null;
  readonly [more: string]: unknown;
}

/** A template in Jinja, with the tokens that it may name. Plain data. */
export interface TemplateSource {
  readonly template: string;
  readonly bosToken?: string;
  readonly eosToken?: string;
}

/** A chat as text, and where in it the assistant speaks. */
export interface RenderedChat {
  readonly text: string;
  readonly answers: readonly Span[];
}

/** A template, ready to write chats. Its functions throw MillraceError `template-failed`. */
export interface ChatTemplate {
  /** The tokens that the template writes to mark messages: what a message must not hold. */
  readonly marks: readonly string[];
  /** Whether the template says itself where the assistant speaks, with `{% generation %}`. */
  readonly marksAnswers: boolean;
  /** The whole chat. Throws MillraceError `template-rewrites` where answers cannot be told from what comes before. */
  readonly render: (messages: readonly Message[]) => RenderedChat;
  /** The chat so far, and the beginning of the assistant's next message. */
  readonly prompt: (messages: readonly Message[]) => string;
}

/** Noncharacters of Unicode, meant for such use: they never leave this file. */
const opening = '\ufdd0';
const closing = '\ufdd1';

type Jinja = typeof import('@huggingface/jinja');
let jinja: Jinja | undefined;

// Loaded where the first template is opened: a recipe without chats need not wait for it.
function loadJinja(): Jinja {
  jinja ??= createRequire(import.meta.url)('@huggingface/jinja') as Jinja;
  return jinja;
}

/**
 * Opens a chat template as `transformers` has them, with its variables `messages`, `add_generation_prompt`, `bos_token`
 * and `eos_token`. There is no clock: a template that asks for the date, `strftime_now`, finds that undefined.
 *
 * Where the template marks what the assistant says with `{% generation %}`, the answers are that, to the letter. Else an
 * answer is what the template writes for a message after the prompt for it, without white space at its end.
 *
 * Cost: one rendering of the chat; without `{% generation %}` two more for each answer.
 * @throws MillraceError `bad-template` (usage) for a template that is no Jinja
 */
export function openChatTemplate({ template, bosToken, eosToken }: TemplateSource): ChatTemplate {
  const { Environment, Interpreter, Template } = loadJinja();
  const marksAnswers = /\{%-?\s*generation\s*-?%\}/.test(template);
  const parsed = parse(() => new Template(withMarks(template)).parsed);
  const write = (messages: readonly Message[], add_generation_prompt: boolean): string => {
    try {
      const environment = new Environment();
      const names = { messages, add_generation_prompt, bos_token: bosToken ?? '', eos_token: eosToken ?? '' };
      for (const [name, value] of Object.entries({ ...constants, ...names })) environment.set(name, value);
      return String(new Interpreter(environment).run(parsed).value);
    } catch (cause) {
      // Whatever a record makes of it, such as one that is nested too deep for it.
      throw new MillraceError('template-failed', 'the chat template refuses the messages', { cause });
    }
  };
  const plain = (messages: readonly Message[], prompted: boolean): string => spansOf(write(messages, prompted)).text;
  return {
    marks: marksOf(template, bosToken, eosToken),
    marksAnswers,
    render: (messages) =>
      marksAnswers ? spansOf(write(messages, false)) : withTurns(messages, (some, prompt) => write(some, prompt)),
    prompt: (messages) => plain(messages, true),
  };
}

const constants = {
  ...{ true: true, false: false, none: null, True: true, False: false, None: null },
  raise_exception: (message: unknown) => {
    throw new Error(String(message));
  },
  range: (from: number, to?: number, step = 1): number[] => {
    const [start, end] = to === undefined ? [0, from] : [from, to];
    const length = Math.max(0, Math.ceil((end - start) / step));
    if (length > mostRange) throw new Error(`a range of ${length}`);
    return Array.from({ length }, (_, index) => start + index * step);
  },
};
const mostRange = 100_000;

// A block of its own around each mark, so that white space is cut as the tag asks for it.
function withMarks(template: string): string {
  return template.replace(
    /\{%(-?)\s*(end)?generation\s*(-?)%\}/g,
    (_, before: string, end: string | undefined, after: string) =>
      `{%${before} if true %}{{ '${end === undefined ? opening : closing}' }}{% endif ${after}%}`,
  );
}

function parse<Parsed>(read: () => Parsed): Parsed {
  try {
    return read();
  } catch (cause) {
    throw new MillraceError('bad-template', `the chat template is no Jinja: ${(cause as Error).message}`, {
      kind: 'usage',
      cause,
    });
  }
}

function spansOf(marked: string): RenderedChat {
  const answers: [number, number][] = [];
  let text = '';
  let start = -1;
  for (const part of marked.split(/([\ufdd0\ufdd1])/)) {
    if (part === opening) start = text.length;
    else if (part !== closing) text += part;
    else if (start >= 0) {
      const last = answers.at(-1);
      if (last !== undefined && last[1] === start) last[1] = text.length;
      else if (text.length > start) answers.push([start, text.length]);
      start = -1;
    }
  }
  return { text, answers };
}

function withTurns(
  messages: readonly Message[],
  write: (messages: readonly Message[], prompted: boolean) => string,
): RenderedChat {
  const text = write(messages, false);
  const answers: Span[] = [];
  for (const [place, { role }] of messages.entries()) {
    if (role !== 'assistant') continue;
    const before = write(messages.slice(0, place), true);
    const after = write(messages.slice(0, place + 1), false);
    if (!text.startsWith(after) || !after.startsWith(before)) {
      throw new MillraceError(
        'template-rewrites',
        'the chat template writes earlier messages anew as the chat goes on',
        {
          hint: 'mark what the assistant says with {% generation %} and {% endgeneration %}',
        },
      );
    }
    const end = after.trimEnd().length;
    if (end > before.length) answers.push([before.length, end]);
  }
  return { text, answers };
}

function marksOf(template: string, ...tokens: readonly (string | undefined)[]): readonly string[] {
  const written = template.match(/<\|[^|<>\s]{1,64}\|>/g) ?? [];
  const named = tokens.filter((token) => token !== undefined && token !== '') as readonly string[];
  return [...new Set([...written, ...named, opening, closing])];
}
