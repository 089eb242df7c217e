import type { Json } from '../core/canonical-json.ts';
import { MillraceError } from '../core/errors.ts';
import { builtInTemplates, isBuiltInTemplate } from '../pipelines/chat/built-in-templates.ts';
import { type ChatTemplate, openChatTemplate } from '../pipelines/chat/chat-template.ts';
import { lacksTemplate, recipeChat } from '../pipelines/chat/recipe-chat.ts';
import { readTemplateFile } from '../pipelines/chat/template-file.ts';
import { badRequest } from './api-error.ts';
import { type ChatPrompt, plainChat } from './chat-prompt.ts';

/**
 * How chats are written for a run: by the template that is `named`, a built-in one or a file; else by the one with which
 * the recipe in its version's manifest wrote chats; else as a transcript.
 * Throws MillraceError `bad-template`, `no-stage-file`, `no-chat-template` (usage).
 */
export function chatFor(recipe: Json, named: string | undefined): ChatPrompt {
  if (named === 'plain') return plainChat;
  if (named !== undefined) {
    const source = isBuiltInTemplate(named) ? { template: builtInTemplates[named] } : readTemplateFile(named);
    return templatedChat(openChatTemplate(source), named);
  }
  if (lacksTemplate(recipe)) {
    throw new MillraceError(
      'no-chat-template',
      'the recipe read its chat template from a file, which this version does not hold',
      {
        kind: 'usage',
        hint: 'name the file with --chat-template, or plain for a transcript; a version that is built now keeps it',
      },
    );
  }
  const chat = recipeChat(recipe);
  if (chat === undefined) return plainChat;
  return templatedChat(chat.template, `recipe: ${chat.name === 'jinja' ? 'a template of its own' : chat.name}`);
}

function templatedChat(template: ChatTemplate, name: string): ChatPrompt {
  return {
    source: name,
    prompt: (messages) => {
      const marked = messages.findIndex(({ content }) => template.marks.some((mark) => content.includes(mark)));
      if (marked >= 0) {
        const param = `messages.${marked}.content`;
        throw badRequest(`${param}: it holds a token by which the chat template marks messages`, param);
      }
      try {
        return template.prompt(messages.map(({ role, content }) => ({ role, content })));
      } catch (error) {
        if (!(error instanceof MillraceError)) throw error;
        throw badRequest(error.message, 'messages', error.code);
      }
    },
    stops: template.marks,
    ends: template.marks,
    answer: (text) => text,
  };
}
