import { z } from 'zod';
import { MillraceError } from '../../core/errors.ts';
import { type Drop, drop } from '../../core/verdict.ts';
import { openedForFiles } from '../opened-for-files.ts';
import { defineTransform } from '../stage.ts';
import { answersField, writeSpans } from './answer-spans.ts';
import { builtInTemplates, isBuiltInTemplate } from './built-in-templates.ts';
import { type ChatTemplate, type Message, openChatTemplate, type TemplateSource } from './chat-template.ts';
import { messagesOf } from './messages.ts';
import { readTemplateFile } from './template-file.ts';

const names = Object.keys(builtInTemplates).join(', ');

const parameters = z
  .strictObject({
    template: z
      .string()
      .default('chatml')
      .describe('How messages become text: `chatml`, `llama-3`, or a template in Jinja as `transformers` has them.'),
    file: z
      .string()
      .min(1)
      .optional()
      .describe(
        "A file with the template in place of it, `chat_template.jinja` or `tokenizer_config.json`; relative to the recipe's folder.",
      ),
    response: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe(
        'Metadata that holds the answer, where the text is what the user says; by default the text is a list of messages, `role` and `content`, in JSON.',
      ),
    context: z
      .string()
      .min(1)
      .nullable()
      .default(null)
      .describe('With `response`: metadata that the user says after the text, where it is not empty.'),
    system: z.string().min(1).nullable().default(null).describe('A system message for chats that begin with none.'),
    marks: z
      .enum(['drop', 'keep'])
      .default('drop')
      .describe(
        'What becomes of a chat whose messages hold a token that the template marks messages with: it could speak for another.',
      ),
    maxMessages: z.int().min(1).max(10_000).default(256).describe('Most messages of a chat.'),
    maxCharacters: z
      .int()
      .min(1)
      .max(2 ** 26)
      .default(2 ** 20)
      .describe('Most characters of a chat, before and after.'),
  })
  .superRefine(({ template, file }, context) => {
    if (file !== undefined || isBuiltInTemplate(template)) return;
    const issue = (expected: string): void => {
      context.addIssue({ code: 'custom', path: ['template'], message: expected });
    };
    if (!/\{[{%]/.test(template)) return issue(`expected ${names} or a template in Jinja, found ${found(template)}`);
    try {
      openChatTemplate({ template });
    } catch (error) {
      if (!(error instanceof MillraceError)) throw error;
      issue(`expected a template in Jinja: ${error.message}`);
    }
  });
type Parameters = z.infer<typeof parameters>;

function found(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** Code units that a template which does not mark answers may write for a chat, over all renderings. */
const mostWritten = 2 ** 26;

const opened = openedForFiles<Parameters, ChatTemplate>(['file'], (parameters) =>
  openChatTemplate(templateSource(parameters)),
);

/** The template that parameters of the stage name. Throws MillraceError `no-stage-file`, `bad-template` (usage). */
export function templateSource({ template, file }: Pick<Parameters, 'template' | 'file'>): TemplateSource {
  if (file !== undefined) return readTemplateFile(file);
  return { template: isBuiltInTemplate(template) ? builtInTemplates[template] : template };
}

/**
 * Writes chats as text, and what the assistant says in them as spans, in `metadata.answers`: what the objective `instruct`
 * judges. Stages that rewrite texts come before it.
 */
export const chat = defineTransform<Parameters>({
  name: 'chat',
  summary: 'Writes messages as text by a chat template, and notes what of it the assistant says.',
  citation: 'https://huggingface.co/docs/transformers/chat_templating, by @huggingface/jinja',
  version: 1,
  parameters,
  files: ['file'],
  keeps: (path) => ({ ...readTemplateFile(path) }),
  prepare: async (parameters) => {
    opened(parameters);
  },
  examples: [
    {
      text: '[{"role":"user","content":"Where is the mill?"},{"role":"assistant","content":"At the river."}]',
    },
    { text: 'Where is the mill?', metadata: { answer: 'At the river.' }, parameters: { response: 'answer' } },
  ],
  transform: (document, parameters) => {
    const { response, context, maxCharacters, maxMessages } = parameters;
    if (document.text.length > maxCharacters) return drop('too-many-characters', document.text.length, maxCharacters);
    const messages = messagesOf(document, parameters);
    if ('keep' in messages) return messages;
    if (messages.length > maxMessages) return drop('too-many-messages', messages.length, maxMessages);
    const template = opened(parameters);
    const said = messages.map(({ content }) => content ?? '');
    if (parameters.marks === 'drop' && said.some((each) => template.marks.some((mark) => each.includes(mark))))
      return drop('mark-in-message');
    const answers = messages.filter(({ role }) => role === 'assistant').length;
    const characters = said.reduce((sum, { length }) => sum + length, 0);
    if (!template.marksAnswers && answers * characters > mostWritten)
      return drop('too-much-to-write', answers * characters, mostWritten);
    const written = rendered(template, messages);
    if ('keep' in written) return written;
    const { text } = written;
    if (text.length > maxCharacters) return drop('too-many-characters', text.length, maxCharacters);
    if (written.answers.length === 0) return drop('no-answer');
    const metadata = Object.fromEntries(
      Object.entries(document.metadata).filter(([name]) => name !== response && name !== context),
    );
    return { ...document, text, metadata: { ...metadata, [answersField]: writeSpans(text, written.answers) } };
  },
});

function rendered(template: ChatTemplate, messages: readonly Message[]): ReturnType<ChatTemplate['render']> | Drop {
  try {
    return template.render(messages);
  } catch (error) {
    if (!(error instanceof MillraceError)) throw error;
    return drop(error.code);
  }
}
