import { z } from 'zod';
import type { Json } from '../../core/canonical-json.ts';
import { builtInTemplates, isBuiltInTemplate } from './built-in-templates.ts';
import { type ChatTemplate, openChatTemplate, type TemplateSource } from './chat-template.ts';

/** The chat template by which a version's texts were written, and the token or text that ends an answer there. */
export interface RecipeChat {
  readonly template: ChatTemplate;
  /** Name of the template, or `jinja`. */
  readonly name: string;
  readonly end: string;
}

/**
 * The template of the stage `chat` of a recipe as a manifest has it. Undefined without such a stage, and where the template
 * was a file of which the version holds the digest alone, as older ones do.
 */
export function recipeChat(recipe: Json): RecipeChat | undefined {
  const { template = 'chatml', file } = chatParameters(recipe) ?? { template: null };
  if (file !== undefined) {
    const kept = keptTemplate.safeParse(file).data;
    return kept === undefined ? undefined : openedChat(kept, 'jinja');
  }
  if (typeof template !== 'string') return undefined;
  const builtIn = isBuiltInTemplate(template);
  return openedChat({ template: builtIn ? builtInTemplates[template] : template }, builtIn ? template : 'jinja');
}

function openedChat(source: TemplateSource, name: string): RecipeChat {
  const template = openChatTemplate(source);
  return { template, name, end: endOf(template) };
}

const keptTemplate = z.object({
  template: z.string(),
  bosToken: z.string().exactOptional(),
  eosToken: z.string().exactOptional(),
});

/** True where a recipe, as a manifest has it, wrote chats by a template in a file that the version does not hold. */
export function lacksTemplate(recipe: Json): boolean {
  const file = chatParameters(recipe)?.['file'];
  return file !== undefined && !keptTemplate.safeParse(file).success;
}

function chatParameters(recipe: Json): Readonly<Record<string, Json>> | undefined {
  const { stages } = recipe as Readonly<Record<string, Json>>;
  const listed = Array.isArray(stages) ? (stages as readonly Readonly<Record<string, Json>>[]) : [];
  const stage = listed.findLast((each) => each['stage'] === 'chat');
  return stage === undefined ? undefined : ((stage['parameters'] ?? {}) as Readonly<Record<string, Json>>);
}

/** What a template writes behind an answer, as a part of it: empty where it marks no end. */
function endOf(template: ChatTemplate): string {
  const { text, answers } = template.render([
    { role: 'user', content: 'x' },
    { role: 'assistant', content: probe },
  ]);
  const [start = 0, end = 0] = answers[0] ?? [];
  const answer = text.slice(start, end);
  const at = answer.lastIndexOf(probe);
  return at < 0 ? '' : answer.slice(at + probe.length).trim();
}

const probe = 'answer';
